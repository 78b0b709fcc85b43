package dev.haios.bench.bare;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Forwards the bytes of a call to {@code --upstream} and gives the bytes of the answer back. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public final class BareForwarder {

    private static final int CONNECTIONS = 256;

    private final CloseableHttpClient client =
            HttpClientBuilder.create()
                    .setConnectionManager(
                            PoolingHttpClientConnectionManagerBuilder.create()
                                    .setMaxConnTotal(CONNECTIONS)
                                    .setMaxConnPerRoute(CONNECTIONS)
                                    .build())
                    .build();
    private final URI upstream;

    BareForwarder(Environment environment) {
        upstream = URI.create(environment.getRequiredProperty("upstream"));
    }

    @PostMapping("/invoke")
    ResponseEntity<byte[]> invoke(@RequestBody byte[] body) throws IOException {
        var request = new HttpPost(upstream);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return client.execute(
                request,
                answer ->
                        ResponseEntity.status(answer.getCode())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(EntityUtils.toByteArray(answer.getEntity())));
    }

    /** The entry point of the process. */
    public static void main(String[] arguments) {
        BareLaunch.run(BareForwarder.class, arguments);
    }
}
