package dev.haios.adapters.remote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How providers are called, bound from {@code haios.llm.remote}.
 *
 * @param silence longest wait for the next byte of an answer
 * @param retries how often a call is sent again, 0 to 5; the gateway has other candidates to try
 * @param longestPause longest wait before that; a provider that asks for more is not asked again
 */
@ConfigurationProperties("haios.llm.remote")
public record RemoteSettings(Duration silence, int retries, Duration longestPause) {

    public RemoteSettings {
        if (silence.toMillis() < 1 || longestPause.isNegative() || retries < 0 || retries > 5) {
            throw new IllegalArgumentException(
                    "haios.llm.remote: silence must be positive, retries 0 to 5");
        }
    }
}
