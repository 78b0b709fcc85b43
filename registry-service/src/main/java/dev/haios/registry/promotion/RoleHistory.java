package dev.haios.registry.promotion;

import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.trace.TraceContext;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Change;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes changes of role, each with its evidence; for units of work. */
@Component
public final class RoleHistory {

    private final JdbcClient jdbc;
    private final Journal journal;

    RoleHistory(JdbcClient jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    /**
     * Writes that a service changed its role.
     *
     * @param after with the new role and the next revision
     * @param before as it stood when it was decided: the evidence
     * @param missedBeats as they were then
     * @param detail who asked for it, and why
     */
    public Change changed(
            ServiceRecord after, ServiceRecord before, int missedBeats, Detail detail) {
        var change = journal.write(RegistryChangeKind.ROLE_CHANGED, after, missedBeats, detail);
        jdbc.sql(
                        """
                        INSERT INTO role_history (revision, service_id, name, from_role, to_role,
                          reason, changed_by, evidence, trace_id, ts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(change.revision())
                .param(after.id())
                .param(after.profile().name())
                .param(Wire.word(before.profile().role()))
                .param(Wire.word(after.profile().role()))
                .param(detail.reason())
                .param(String.valueOf(detail.changedBy()))
                .param(Wire.mapper().writeValueAsString(before.wire(before.health(), missedBeats)))
                .param(TraceContext.traceId())
                .param(change.wire().ts().toString())
                .update();
        return change;
    }
}
