package dev.haios.fleet;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link FaultyFleet} of this test run to every class that asks for it. */
final class SharedFleet implements ParameterResolver {

    private static final ExtensionContext.Namespace OWN =
            ExtensionContext.Namespace.create(SharedFleet.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultyFleet.class;
    }

    /** Started for the first who asks; the root store closes it at the end of the run. */
    @Override
    public FaultyFleet resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OWN)
                .computeIfAbsent(FaultyFleet.class, _ -> FaultyFleet.start(), FaultyFleet.class);
    }
}
