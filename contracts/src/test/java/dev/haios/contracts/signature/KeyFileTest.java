package dev.haios.contracts.signature;

import static dev.haios.contracts.signature.Signers.MESSAGE;
import static dev.haios.contracts.signature.Signers.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir Path folder;
    private SshKeygen sshKeygen;
    private Path file;

    @BeforeEach
    void chooseAFile() {
        sshKeygen = new SshKeygen(folder);
        file = folder.resolve("keys/gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "g", "gateway@haios", "a b c", "1234567", "ünïcode 😀", "1234567890123"})
    void ssh_keygen_reads_the_key_we_store_whatever_its_comment(String comment) throws Exception {
        SigningKey key = SigningKey.generate(comment, new SecureRandom());
        key.store(file);

        assertThat(sshKeygen.ok("-y", "-P", "", "-f", file.toString()).strip())
                .isEqualTo(key.publicKey().authorizedKeyLine());
        assertThat(sshKeygen.ok("-l", "-f", file + ".pub")).contains(key.publicKey().fingerprint());
        assertThat(Files.readString(Path.of(file + ".pub")))
                .isEqualTo(key.publicKey().authorizedKeyLine() + "\n");
        assertThat(SigningKey.load(file).publicKey().comment()).isEqualTo(comment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "them", "them@there with words", "12345678"})
    void we_read_the_key_that_ssh_keygen_makes(String comment) throws Exception {
        Path theirs = sshKeygen.newKey("id", comment);
        SigningKey key = SigningKey.load(theirs);

        assertThat(key.publicKey().authorizedKeyLine())
                .isEqualTo(Files.readString(Path.of(theirs + ".pub")).strip());
        assertThat(key.publicKey().comment()).isEqualTo(comment);
    }

    @Test
    void the_private_file_is_for_its_owner_only_and_nothing_else_is_left_behind() throws Exception {
        newKey().store(file);
        newKey().store(file);

        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(modeOf(Path.of(file + ".pub"))).isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("gateway", "gateway.pub");
        }
    }

    @Test
    void a_stored_key_signs_like_the_one_that_was_stored_and_its_file_is_reproducible()
            throws Exception {
        SigningKey key = newKey();
        key.store(file);
        SigningKey loaded = SigningKey.load(file);
        loaded.store(folder.resolve("copy"));

        assertThat(loaded.sign("plan", MESSAGE)).isEqualTo(key.sign("plan", MESSAGE));
        assertThat(folder.resolve("copy")).hasSameBinaryContentAs(file);
    }

    @Test
    void load_or_create_makes_a_key_once_and_keeps_it() throws Exception {
        SigningKey made = SigningKey.loadOrCreate(file, "gateway@haios");
        SigningKey kept = SigningKey.loadOrCreate(file, "somebody else");

        assertThat(kept.publicKey())
                .isEqualTo(made.publicKey())
                .hasSameHashCodeAs(made.publicKey());
        assertThat(kept.publicKey().comment()).isEqualTo("gateway@haios");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void load_or_create_repairs_a_public_file_that_is_missing_or_wrong(boolean missing)
            throws Exception {
        SigningKey key = SigningKey.loadOrCreate(file, "g");
        Path pub = Path.of(file + ".pub");
        if (missing) {
            Files.delete(pub);
        } else {
            Files.writeString(pub, newKey().publicKey().authorizedKeyLine());
        }
        SigningKey.loadOrCreate(file, "g");

        assertThat(SignerKey.parse(Files.readString(pub))).isEqualTo(key.publicKey());
    }

    @Test
    void processes_that_start_together_end_up_with_one_key() throws Exception {
        int starters = 8;
        for (int round = 0; round < 20; round++) {
            Path contested = folder.resolve("round" + round + "/gateway");
            CyclicBarrier start = new CyclicBarrier(starters);
            Callable<SignerKey> starter =
                    () -> {
                        start.await();
                        return SigningKey.loadOrCreate(contested, "g").publicKey();
                    };
            try (ExecutorService threads = Executors.newFixedThreadPool(starters)) {
                List<Future<SignerKey>> keys =
                        threads.invokeAll(
                                IntStream.range(0, starters).mapToObj(i -> starter).toList());
                SignerKey kept = SigningKey.load(contested).publicKey();
                assertThat(keys).allSatisfy(key -> assertThat(key.get()).isEqualTo(kept));
                assertThat(SignerKey.parse(Files.readString(Path.of(contested + ".pub"))))
                        .isEqualTo(kept);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--", "rw----r--", "rw-----w-"})
    void a_private_file_open_to_every_user_is_refused(String mode) throws Exception {
        newKey().store(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> SigningKey.load(file))
                .isInstanceOf(SshFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_key_with_a_passphrase_is_refused_with_the_way_out() {
        sshKeygen.ok("-q", "-t", "ed25519", "-N", "secret", "-f", "locked");
        assertThatThrownBy(() -> SigningKey.load(folder.resolve("locked")))
                .isInstanceOf(SshFormatException.class)
                .hasMessageContaining("locked")
                .hasMessageContaining("passphrase")
                .hasMessageContaining("ssh-keygen -p");
    }

    @ParameterizedTest
    @CsvSource({"ecdsa, 256, ecdsa-sha2-nistp256", "rsa, 2048, ssh-rsa"})
    void another_type_of_key_is_refused_by_name(String type, String bits, String name) {
        sshKeygen.ok("-q", "-t", type, "-b", bits, "-N", "", "-f", "other");
        assertThatThrownBy(() -> SigningKey.load(folder.resolve("other")))
                .isInstanceOf(SshFormatException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("ssh-ed25519");
    }

    @Test
    void a_file_that_is_no_key_is_refused_and_a_missing_one_is_named() throws Exception {
        Path text = folder.resolve("text");
        Files.createFile(
                text,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(text, "-----BEGIN RSA " + "PRIVATE KEY-----\nAA==\n");

        assertThatThrownBy(() -> SigningKey.load(text))
                .isInstanceOf(SshFormatException.class)
                .hasMessageContaining("no OPENSSH PRIVATE KEY");
        assertThatThrownBy(() -> SigningKey.load(folder.resolve("absent")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws Exception {
        Files.writeString(folder.resolve("keys"), "a file where the folder should be");
        assertThatThrownBy(() -> newKey().store(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> SigningKey.loadOrCreate(file, "g"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_private_key_damaged_anywhere_is_refused_or_only_its_comment_differs() {
        SigningKey key = SigningKey.generate("gateway", new SecureRandom());
        byte[] blob = Armor.PRIVATE_KEY.unwrap(textOf(key));
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] damaged = blob.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                SigningKey loaded = PrivateKeyText.decode(Armor.PRIVATE_KEY.wrap(damaged));
                assertThat(loaded.publicKey()).isEqualTo(key.publicKey());
                assertThat(loaded.sign("plan", MESSAGE)).isEqualTo(key.sign("plan", MESSAGE));
            } catch (SshFormatException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void a_private_key_cut_anywhere_is_refused() {
        byte[] blob = Armor.PRIVATE_KEY.unwrap(textOf(newKey()));
        for (int length = 0; length < blob.length; length++) {
            String cut = Armor.PRIVATE_KEY.wrap(Arrays.copyOf(blob, length));
            assertThatThrownBy(() -> PrivateKeyText.decode(cut))
                    .isInstanceOf(SshFormatException.class);
        }
    }

    @Test
    void halves_of_two_keys_do_not_make_one() {
        SigningKey one = newKey();
        String stolen = PrivateKeyText.encode(new byte[32], one.publicKey());
        assertThatThrownBy(() -> PrivateKeyText.decode(stolen))
                .isInstanceOf(SshFormatException.class)
                .hasMessageContaining("does not belong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 !!!!",
                "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQ==",
                // an RSA blob behind an Ed25519 label
                "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAAQ==",
                // a point of 31 bytes
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAHwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void a_line_that_is_no_ed25519_public_key_is_refused(String line) {
        assertThatThrownBy(() -> SignerKey.parse(line)).isInstanceOf(SshFormatException.class);
    }

    @Test
    void a_comment_cannot_smuggle_in_a_second_line() {
        assertThatThrownBy(() -> SigningKey.generate("g\nevil * ssh-ed25519", new SecureRandom()))
                .isInstanceOf(SshFormatException.class);
    }

    @Test
    void keys_are_equal_by_their_point_alone() {
        SignerKey key = newKey().publicKey();
        SignerKey renamed = new SignerKey(key.point(), "renamed");
        assertThat(renamed).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key).isNotEqualTo(newKey().publicKey()).isNotEqualTo(key.toString());
    }

    private String textOf(SigningKey key) {
        key.store(file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
