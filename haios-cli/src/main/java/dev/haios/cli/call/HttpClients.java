package dev.haios.cli.call;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The clients with which services are called: HTTP/1.1, no redirects. Most services are on this
 * machine and speak plain HTTP, so the one that can encrypt is made when an address asks for it:
 * loading the certificates takes longer than all else that a command does. Thread-safe.
 */
final class HttpClients implements AutoCloseable {

    private final Duration connectTimeout;
    private final HttpClient plain;
    private @Nullable HttpClient secure;

    HttpClients(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        this.plain =
                builder(connectTimeout)
                        .sslContext(new NoEncryption())
                        .sslParameters(new SSLParameters())
                        .build();
    }

    /** The client for this address. */
    synchronized HttpClient to(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return plain;
        }
        if (secure == null) {
            secure = builder(connectTimeout).build();
        }
        return secure;
    }

    @Override
    public synchronized void close() {
        plain.shutdownNow();
        if (secure != null) {
            secure.shutdownNow();
        }
    }

    private static HttpClient.Builder builder(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout);
    }

    /** Encrypts nothing, and refuses to. */
    private static final class NoEncryption extends SSLContext {

        NoEncryption() {
            super(new Refusal(), null, "none");
        }
    }

    private static final class Refusal extends SSLContextSpi {

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this client does not encrypt");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw refused();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw refused();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw refused();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw refused();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw refused();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw refused();
        }

        private static UnsupportedOperationException refused() {
            return new UnsupportedOperationException("this client does not encrypt");
        }
    }
}
