package dev.haios.contracts.registry;

/**
 * The answer to a promotion that was done.
 *
 * @param fromRole the role it had
 * @param toRole the role it has now
 * @param revision of the registry with the change in it
 */
public record PromotionReply(
        boolean success,
        String serviceId,
        String name,
        ServiceRole fromRole,
        ServiceRole toRole,
        long revision) {}
