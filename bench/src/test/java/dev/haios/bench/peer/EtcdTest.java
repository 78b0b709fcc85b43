package dev.haios.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EtcdTest {

    @Test
    void fields_are_written_as_protocol_buffers_want_them() {
        assertThat(Etcd.text(2, "ab")).containsExactly(0x12, 2, 'a', 'b');
        assertThat(Etcd.text(1, "x".repeat(300))).startsWith(0x0a, 0xac, 0x02).hasSize(303);
        assertThat(Etcd.number(3, 7)).containsExactly(0x18, 7);
        assertThat(Etcd.number(3, 300)).containsExactly(0x18, 0xac, 0x02);
    }
}
