package dev.haios.contracts.heartbeat;

/** The answer to a heartbeat: what the service should do from now on. */
public record HeartbeatReply(boolean success, String serviceId, DesiredState desiredState) {}
