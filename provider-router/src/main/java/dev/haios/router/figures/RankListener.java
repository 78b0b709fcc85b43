package dev.haios.router.figures;

/** Hears when a service's figures have changed so much that its place could be another one. */
@FunctionalInterface
public interface RankListener {

    /** Called on the thread that brought the figure, after it has become visible. */
    void changed(String serviceId, Figures before, Figures after);
}
