package dev.haios.kit.testing;

import dev.haios.kit.home.AdvertisedAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A service started for real: its own application, a random port, a scratch home. Presence and
 * events are off unless a property turns them on. Close it, and start another on the same home, to
 * test a restart.
 */
public final class TestService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Http http;

    private TestService(ConfigurableApplicationContext context) {
        this.context = context;
        this.http = new Http(url());
    }

    /**
     * Starts the application and waits until it listens.
     *
     * @param time stands in for the clock and the ticker
     * @param properties {@code name=value}
     */
    public static TestService start(
            Class<?> application, Path home, SettableTime time, String... properties) {
        return start(
                new SpringApplicationBuilder(application)
                        .initializers((GenericApplicationContext beans) ->
                                // One object is both, and no service may see two of either.
                                beans.registerBean("settableTime", SettableTime.class, () -> time)),
                home,
                properties);
    }

    /** Starts the application in real time. */
    public static TestService start(Class<?> application, Path home, String... properties) {
        return start(new SpringApplicationBuilder(application), home, properties);
    }

    /** Starts the application with further beans, by name, that a test holds in its hand. */
    public static TestService start(
            Class<?> application, Path home, Map<String, Object> beans, String... properties) {
        return start(
                new SpringApplicationBuilder(application)
                        .initializers(context ->
                                beans.forEach(context.getBeanFactory()::registerSingleton)),
                home,
                properties);
    }

    private static TestService start(
            SpringApplicationBuilder builder, Path home, String... properties) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", "0");
        settings.put("haios.home", home.toString());
        settings.put("haios.presence.enabled", "false");
        settings.put("haios.events.enabled", "false");
        settings.put("logging.structured.format.console", "");
        for (var property : properties) {
            int equals = property.indexOf('=');
            settings.put(property.substring(0, equals), property.substring(equals + 1));
        }
        // A repeated argument would bind as a list of both, so each is given once.
        var arguments =
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return new TestService(builder.run(arguments.toArray(String[]::new)));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + context.getBean(AdvertisedAddress.class).port());
    }

    public Http http() {
        return http;
    }

    /** A bean of the running application, for what cannot be seen from outside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
