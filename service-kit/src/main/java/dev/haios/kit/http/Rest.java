package dev.haios.kit.http;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.access.ServiceCredential;
import dev.haios.kit.trace.TraceContext;
import java.net.URI;
import org.apache.hc.client5.http.classic.HttpClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Makes the {@link RestClient} for one peer: wire JSON, trace headers, own credential. */
public final class Rest {

    private final HttpClient client;
    private final ServiceCredential credential;

    public Rest(HttpClient client, ServiceCredential credential) {
        this.client = client;
        this.credential = credential;
    }

    /**
     * A client whose statuses of 400 and above are answers, not exceptions: the typed client on top
     * turns them into outcomes.
     */
    public RestClient to(URI base) {
        return RestClient.builder()
                .baseUrl(base.toString())
                .requestFactory(new HttpComponentsClientHttpRequestFactory(client))
                .configureMessageConverters(converters ->
                        converters.withJsonConverter(
                                // Lenient: a newer peer may answer with more than we know.
                                new JacksonJsonHttpMessageConverter(Wire.lenient())))
                .requestInterceptor((request, body, execution) -> {
                    decorate(request.getHeaders());
                    return execution.execute(request, body);
                })
                .defaultStatusHandler(status -> status.isError(), (request, response) -> {})
                .build();
    }

    private void decorate(HttpHeaders headers) {
        var traceparent = TraceContext.traceparent();
        if (traceparent != null) {
            headers.set("traceparent", traceparent);
        }
        if (credential.token() != null) {
            headers.setBearerAuth(credential.token());
        }
    }
}
