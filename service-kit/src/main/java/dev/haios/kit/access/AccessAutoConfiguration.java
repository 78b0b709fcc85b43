package dev.haios.kit.access;

import dev.haios.kit.home.AdvertisedAddress;
import dev.haios.kit.home.HaiosHome;
import dev.haios.kit.home.HomeAutoConfiguration;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Access control, in force in every service; the bind rule is checked before anything listens. */
@AutoConfiguration(after = HomeAutoConfiguration.class)
@EnableConfigurationProperties(AccessSettings.class)
public class AccessAutoConfiguration {

    @Bean
    Credentials credentials(AccessSettings settings, HaiosHome home, Environment environment) {
        var tokens =
                settings.tokensFile().isBlank()
                        ? TokenTable.empty()
                        : TokenTable.load(Path.of(settings.tokensFile()));
        BindRule.check(
                environment.getProperty("server.address", "127.0.0.1"),
                !tokens.isEmpty(),
                settings.trustNetwork());
        return new Credentials(tokens, new OperatorToken(home.secrets().resolve("operator.token")));
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            AccessSettings settings, AdvertisedAddress address, Credentials credentials) {
        var hosts = new HashSet<String>();
        settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        var advertised = address.configuredHost();
        if (advertised != null) {
            hosts.add(advertised.toLowerCase(Locale.ROOT));
        }
        var registration =
                new FilterRegistrationBean<>(new AccessFilter(new HostRule(hosts), credentials));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Bean
    WebMvcConfigurer roleInterceptor() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RoleInterceptor());
            }
        };
    }

    @Bean
    UrlPolicy urlPolicy(AccessSettings settings, ObjectProvider<UrlPolicy.Lookup> lookup) {
        return new UrlPolicy(
                settings.upstreamAllow(), lookup.getIfAvailable(() -> InetAddress::getAllByName));
    }

    @Bean
    ServiceCredential serviceCredential(Environment environment) {
        var token = environment.getProperty("HAIOS_SERVICE_TOKEN", "");
        return new ServiceCredential(StringUtils.hasText(token) ? token.strip() : null);
    }
}
