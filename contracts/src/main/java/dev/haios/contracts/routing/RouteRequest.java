package dev.haios.contracts.routing;

import dev.haios.contracts.schema.Contract;
import org.jspecify.annotations.Nullable;

/** Who can do this: {@code POST /route}. */
@Contract("route_request")
public record RouteRequest(RouteTarget target, @Nullable RoutePolicy policy) {}
