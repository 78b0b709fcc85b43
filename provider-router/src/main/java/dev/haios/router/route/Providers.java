package dev.haios.router.route;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.router.figures.FigureBook;
import dev.haios.router.matrix.CurrentMatrix;
import dev.haios.router.matrix.Matrix;
import dev.haios.router.membership.Roster;
import dev.haios.router.ranking.Provider;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everyone as routing sees them now. */
@Component
public final class Providers {

    private final CurrentMatrix matrix;
    private final FigureBook figures;

    Providers(CurrentMatrix matrix, FigureBook figures) {
        this.matrix = matrix;
        this.figures = figures;
    }

    /** All services of a roster, by name and id. */
    public List<Provider> all(Roster roster) {
        var now = matrix.get();
        return roster.all().stream().map(service -> of(service, now, service.caps())).toList();
    }

    /** One service, priced for these capabilities. */
    Provider of(RegisteredService service, Matrix by, List<String> caps) {
        return Provider.of(service, by.entry(service, caps), figures.of(service.serviceId()));
    }
}
