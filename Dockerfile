# One image for every service: `command` names the module and its port.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip -Djacoco.skip package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /haios haios \
 && mkdir -p /haios/artifacts /haios/config /haios/lib /haios/bin \
 && chown -R haios /haios/artifacts
COPY --from=build /src/registry-service/target/registry-service-0.1.0.jar /haios/lib/registry-service.jar
COPY --from=build /src/heartbeat-monitor/target/heartbeat-monitor-0.1.0.jar /haios/lib/heartbeat-monitor.jar
COPY --from=build /src/event-stream/target/event-stream-0.1.0.jar /haios/lib/event-stream.jar
COPY --from=build /src/provider-router/target/provider-router-0.1.0.jar /haios/lib/provider-router.jar
COPY --from=build /src/gateway/target/gateway-0.1.0.jar /haios/lib/gateway.jar
COPY --from=build /src/llm-adapters/target/llm-adapters-0.1.0.jar /haios/lib/llm-adapters.jar
COPY config /haios/config
COPY scripts/container/ /haios/bin/
USER haios
WORKDIR /haios
ENTRYPOINT ["/haios/bin/serve"]
