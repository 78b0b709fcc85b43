package dev.haios.kit.web;

import dev.haios.contracts.schema.Contracts;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Contract-validated bodies, problem details, and event streams. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(WebSettings.class)
@Import({ProblemAdvice.class, ErrorDispatchController.class})
public class WebAutoConfiguration {

    @Bean
    Contracts contracts() {
        return Contracts.load();
    }

    @Bean
    SseAudience sseAudience(WebSettings settings) {
        return new SseAudience(settings.streamKeepAlive());
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebMvcConfigurer contractConverters(Contracts contracts, WebSettings settings) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ContentTypeRule());
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(
                        new ContractJsonConverter(contracts, settings.maxBodyBytes()));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> problemErrorReports() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemErrorValve.class.getName());
                    }
                });
    }
}
