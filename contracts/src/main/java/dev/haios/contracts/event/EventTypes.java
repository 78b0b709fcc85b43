package dev.haios.contracts.event;

/** The types of event the fleet itself publishes; others may be published too. */
public final class EventTypes {

    /** A service or agent is alive. */
    public static final String HEARTBEAT = "heartbeat";

    /** A piece of work changed its state. */
    public static final String STATUS_UPDATE = "status_update";

    /** Something needs attention. */
    public static final String ALERT = "alert";

    /** A service is new. */
    public static final String SERVICE_REGISTERED = "service_registered";

    /** A service is gone. */
    public static final String SERVICE_DEREGISTERED = "service_deregistered";

    /** A service's health changed. */
    public static final String STATUS_CHANGED = "status_changed";

    /** A service was promoted or demoted. */
    public static final String ROLE_CHANGED = "role_changed";

    /** A call was routed. */
    public static final String ROUTING_RECEIPT = "routing_receipt";

    /** Money or tokens run low. */
    public static final String BUDGET = "budget";

    /** Resources were taken or given back. */
    public static final String RESERVATION = "reservation";

    /** A context grew, was cleared or restored. */
    public static final String CONTEXT = "context";

    /** A thread was summarised. */
    public static final String SUMMARY = "summary";

    /** A plan changed its state. */
    public static final String PLAN = "plan";

    /** A task changed its state. */
    public static final String TASK = "task";

    /** Work was stopped. */
    public static final String KILL = "kill";

    /** A fleet operation advanced. */
    public static final String OPERATION = "operation";

    /** A person did something. */
    public static final String OPERATOR_ACTION = "operator_action";

    private EventTypes() {}
}
