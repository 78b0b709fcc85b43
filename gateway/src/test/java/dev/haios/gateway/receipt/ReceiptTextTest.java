package dev.haios.gateway.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTextTest {

    private static final String UNPLACED =
            """
            {"receipt_id":"one","run_id":"R-1","target_request":{"require_caps":[]},\
            "timings_ms":{"discovery":0.1,"upstream":0.2,"total":0.3},"status":"error",\
            "cost_estimate":{"usd":0.000001},"ts":"2026-01-31T12:00:00Z","attempts":[],\
            "detail":"said \\"{[:,]}\\" \\\\"}\
            """;

    @Test
    void place_and_hash_stand_where_the_wire_record_writes_them() {
        var text = ReceiptText.behind(new ChainEnd(6, "a".repeat(64)), UNPLACED);

        assertThat(Wire.mapper().writeValueAsString(text.receipt())).isEqualTo(text.whole());
        assertThat(text.receipt().seq()).isEqualTo(7);
        assertThat(text.receipt().prevHash()).isEqualTo("a".repeat(64));
        assertThat(text.receipt().hash()).isEqualTo(text.hash());
        assertThat(text.body()).doesNotContain("\"hash\"");
    }

    @Test
    void an_indented_text_is_what_the_json_library_would_indent() {
        var text = ReceiptText.behind(ChainEnd.START, UNPLACED);
        for (var json :
                List.of(
                        text.whole(),
                        "{}",
                        "[]",
                        "{\"a\":{},\"b\":[],\"c\":[1,-2.50,null,true]}",
                        "[{\"a\":[{\"b\":1},{\"c\":[[],[2]]}]},{},\"x, y\"]",
                        "{\"\\\"{\":\"\\\\\",\"ü\":\"a:b\"}")) {
            assertThat(Indented.of(json)).isEqualTo(Wire.mapper().readTree(json).toPrettyString());
        }
    }
}
