package dev.haios.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HeldBytesTest {

    @Test
    void nothing_stays_held_when_there_is_no_request_to_give_it_back() {
        var held = new HeldBytes(100);
        assertThatIllegalStateException().isThrownBy(() -> held.hold(60));
        assertThat(held.held()).isZero();
    }
}
