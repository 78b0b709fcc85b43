package dev.haios.fleet;

/** The processes of the fleet, and the module whose jar each is started from. */
enum Member {
    REGISTRY("registry-service", "registry"),
    HEARTBEAT_MONITOR("heartbeat-monitor", "heartbeat_monitor"),
    EVENT_STREAM("event-stream", "event_stream"),
    PROVIDER_ROUTER("provider-router", "provider_router"),
    GATEWAY("gateway", "gateway"),
    TLC("llm-adapters", "tlc"),
    LLAMA("llm-adapters", "llama"),
    MOCK("llm-adapters", "mock");

    final String module;
    final String wireName;

    Member(String module, String wireName) {
        this.module = module;
        this.wireName = wireName;
    }

    /** The variable that tells the others where this one is found. */
    String urlVariable() {
        return "HAIOS_" + name() + "_URL";
    }

    boolean isAdapter() {
        return module.equals("llm-adapters");
    }
}
