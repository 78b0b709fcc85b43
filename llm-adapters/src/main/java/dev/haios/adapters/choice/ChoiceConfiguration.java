package dev.haios.adapters.choice;

import dev.haios.adapters.anthropic.AnthropicDialect;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.domain.DomainClassifier;
import dev.haios.adapters.embedded.DomainBackend;
import dev.haios.adapters.embedded.SummaryBackend;
import dev.haios.adapters.gemini.GeminiDialect;
import dev.haios.adapters.mock.MockBackend;
import dev.haios.adapters.openai.OpenAiDialect;
import dev.haios.adapters.tokens.TokenCounter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChoiceConfiguration {

    @Bean
    Backend backend(AdapterSettings settings, RemoteBackends remote) {
        var tokens = new TokenCounter();
        return switch (settings.chosen()) {
            case LLAMA -> new SummaryBackend(DomainClassifier.load(), tokens);
            case TLC -> new DomainBackend(DomainClassifier.load(), tokens);
            case OPENAI -> remote.to("openai", OpenAiDialect.current(), tokens);
            case ANTHROPIC -> remote.to("anthropic", new AnthropicDialect(), tokens);
            case GEMINI -> remote.to("gemini", new GeminiDialect(), tokens);
            case GROK -> remote.to("grok", OpenAiDialect.classic(), tokens);
            case MOCK -> new MockBackend(tokens);
        };
    }
}
