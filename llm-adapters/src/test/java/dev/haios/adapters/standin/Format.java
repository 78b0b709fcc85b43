package dev.haios.adapters.standin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One provider's wire format, from the provider's side. */
public interface Format {

    /** The adapter that speaks to it. */
    String adapter();

    /** What comes before the paths of the API. */
    String basePath();

    /** The refusal of a request that the real provider would refuse; null when it is fine. */
    @Nullable Scene objection(Asked asked, String key);

    boolean isStreamed(Asked asked);

    Scene whole(Said said);

    /** The frames of a stream but for those that end it. */
    List<String> opening(Said said);

    /** The frames that end a stream. */
    List<String> closing(Said said);

    Scene refusal(No no);

    /** The frame of a failure in the middle of a stream. */
    String failure();
}
