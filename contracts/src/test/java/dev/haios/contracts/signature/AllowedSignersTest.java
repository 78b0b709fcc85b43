package dev.haios.contracts.signature;

import static dev.haios.contracts.signature.Signers.GATEWAY;
import static dev.haios.contracts.signature.Signers.MESSAGE;
import static dev.haios.contracts.signature.Signers.NOON;
import static dev.haios.contracts.signature.Signers.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may sign; wherever ssh-keygen has an opinion, it is asked for it and must agree. */
class AllowedSignersTest {
    @TempDir Path folder;
    private final SigningKey key = newKey();
    private final String pub = key.publicKey().authorizedKeyLine();
    private final String signature = key.signArmored("receipt", MESSAGE);

    private Verdict judge(String text, String principal) {
        return judge(text, principal, NOON, "UTC");
    }

    private Verdict judge(String text, String principal, Instant at, String zone) {
        AllowedSigners signers = AllowedSigners.parse(text, ZoneId.of(zone));
        Verdict ours =
                new SignatureVerifier(signers, RevokedKeys.none())
                        .verify(MESSAGE, signature, "receipt", principal, at);
        String time = at.toString().replaceAll("[-:T]", "");
        SshKeygen.Outcome theirs =
                new SshKeygen(folder)
                        .verify(
                                zone,
                                text,
                                principal,
                                MESSAGE,
                                signature,
                                "-O",
                                "verify-time=" + time);
        assertThat(ours instanceof Verdict.Valid)
                .as("we say %s, ssh-keygen says %s", ours, theirs.output())
                .isEqualTo(theirs.succeeded());
        return ours;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gateway@haios; true",
                "*; true",
                "*@haios; true",
                "gate*@h*s; true",
                "gateway?haios; true",
                "?ateway@haios; true",
                "g*y*@*a*s; true",
                "gateway@haios*; true",
                "alice@haios,gateway@haios; true",
                "!alice@haios,*; true",
                "*@haios,!alice@*; true",
                "GATEWAY@haios; false",
                "gateway@haio; false",
                "gateway@haiosx; false",
                "gateway?@haios; false",
                "gateway@haios?; false",
                "*x; false",
                "*@haios,!gateway@*; false",
                "!gateway@haios,*; false",
                "!alice@haios; false",
                "'\"gateway@haios\"'; true",
                "'\"bob smith,gateway@haios\"'; true",
            })
    void principals_match_as_openssh_matches_them(String principals, boolean allowed) {
        Verdict verdict = judge(principals + " " + pub + "\n", GATEWAY);
        if (allowed) {
            assertThat(verdict)
                    .isEqualTo(new Verdict.Valid(GATEWAY, key.publicKey().fingerprint()));
        } else {
            assertThat(verdict).isInstanceOf(Verdict.WrongPrincipal.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "namespaces=\"receipt\"; true",
                "namespaces=\"plan,receipt\"; true",
                "namespaces=\"re*\"; true",
                "NameSpaces=\"*,!plan\"; true",
                "namespaces=\"plan\"; false",
                "namespaces=\"*,!receipt\"; false",
                "namespaces=\"receipt\",valid-after=\"20200101\"; true",
                "valid-before=\"20300101\",namespaces=\"receipt\"; true",
            })
    void namespaces_limit_what_a_key_may_sign_for(String options, boolean allowed) {
        Verdict verdict = judge(GATEWAY + " " + options + " " + pub, GATEWAY);
        assertThat(verdict)
                .isInstanceOf(allowed ? Verdict.Valid.class : Verdict.WrongNamespace.class);
    }

    @ParameterizedTest
    @CsvSource({
        "20260115120000Z, 2026-01-15T11:59:59Z, UTC, early",
        "20260115120000Z, 2026-01-15T12:00:00Z, UTC, good",
        "202601151200Z, 2026-01-15T12:00:00Z, Asia/Tokyo, good",
        "20260115Z, 2026-01-14T23:59:59Z, Asia/Tokyo, early",
        "20260115UTC, 2026-01-15T00:00:00Z, America/New_York, good",
        "20260115120000, 2026-01-15T02:59:59Z, Asia/Tokyo, early",
        "20260115120000, 2026-01-15T03:00:00Z, Asia/Tokyo, good",
        "20260115, 2026-01-15T04:59:59Z, America/New_York, early",
        "20260115, 2026-01-15T05:00:00Z, America/New_York, good",
        // OpenSSH reads local times as standard time, in summer too: noon is 11:00Z in Berlin
        "202607151200, 2026-07-15T10:59:59Z, Europe/Berlin, early",
        "202607151200, 2026-07-15T11:00:00Z, Europe/Berlin, good",
    })
    void a_key_is_not_valid_before_its_time(
            String after, Instant at, String zone, String expected) {
        Verdict verdict =
                judge(GATEWAY + " valid-after=\"" + after + "\" " + pub, GATEWAY, at, zone);
        assertThat(verdict)
                .isInstanceOf(
                        expected.equals("good") ? Verdict.Valid.class : Verdict.NotYetValid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "20260115120000Z, 2026-01-15T12:00:00Z, UTC, good",
        "20260115120000Z, 2026-01-15T12:00:01Z, UTC, late",
        "20260115120000, 2026-01-15T03:00:00Z, Asia/Tokyo, good",
        "20260115120000, 2026-01-15T03:00:01Z, Asia/Tokyo, late",
        "20260715, 2026-07-15T05:00:01Z, America/New_York, late",
        "20260715, 2026-07-15T05:00:00Z, America/New_York, good",
    })
    void a_key_expires(String before, Instant at, String zone, String expected) {
        Verdict verdict =
                judge(GATEWAY + " valid-before=\"" + before + "\" " + pub, GATEWAY, at, zone);
        assertThat(verdict)
                .isInstanceOf(
                        expected.equals("good") ? Verdict.Valid.class : Verdict.Expired.class);
    }

    @Test
    void a_key_is_good_throughout_its_last_second_and_says_when_it_ended() {
        AllowedSigners signers =
                AllowedSigners.parse(GATEWAY + " valid-before=\"20260115120000Z\" " + pub);
        SignatureVerifier verifier = new SignatureVerifier(signers, RevokedKeys.none());

        assertThat(verifier.verify(MESSAGE, signature, "receipt", GATEWAY, NOON.plusMillis(999)))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(verifier.verify(MESSAGE, signature, "receipt", GATEWAY, NOON.plusSeconds(1)))
                .isEqualTo(
                        new Verdict.Expired(
                                "key "
                                        + key.publicKey().fingerprint()
                                        + " expired after 2026-01-15T12:00:00Z",
                                NOON));
    }

    @Test
    void any_of_several_keys_and_entries_will_do() {
        String other = newKey().publicKey().authorizedKeyLine();
        String text =
                """
                # the fleet
                gateway@haios %s

                alice@haios %s
                   gateway@haios valid-before="20200101Z" %s
                \tgateway@haios namespaces="receipt"   %s
                """
                        .formatted(other, pub, pub, pub);
        assertThat(judge(text, GATEWAY)).isInstanceOf(Verdict.Valid.class);
        assertThat(judge(text.replace("\n", "\r\n"), "alice@haios"))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void the_refusal_names_the_check_that_the_best_entry_failed() {
        String text =
                """
                gateway@haios namespaces="plan" %1$s
                gateway@haios valid-before="20200101Z" %1$s
                """
                        .formatted(pub);
        assertThat(judge(text, "bob@haios")).isInstanceOf(Verdict.WrongPrincipal.class);
        assertThat(judge(text, GATEWAY)).isInstanceOf(Verdict.Expired.class);
        assertThat(judge(text.replace("gateway@haios valid", "alice@haios valid"), GATEWAY))
                .isInstanceOf(Verdict.WrongNamespace.class);
    }

    @Test
    void a_key_that_no_entry_names_is_an_unknown_signer() {
        String other = newKey().publicKey().authorizedKeyLine();
        assertThat(judge("* " + other, GATEWAY)).isInstanceOf(Verdict.UnknownSigner.class);
        assertThat(judge("", GATEWAY).detail())
                .isEqualTo("key " + key.publicKey().fingerprint() + " is not an allowed signer");
    }

    @Test
    void without_a_principal_the_entry_says_who_signed() {
        AllowedSigners signers = AllowedSigners.parse("*@haios,!alice@haios " + pub);
        Verdict verdict =
                new SignatureVerifier(signers, RevokedKeys.none())
                        .verify(MESSAGE, signature, "receipt", null, NOON);
        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Valid("*@haios,!alice@haios", key.publicKey().fingerprint()));
        assertThat(verdict.detail()).contains("*@haios").contains("SHA256:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "alice; needs a key type",
                "alice cert-authority KEY; cert-authority is not supported",
                "alice CERT-AUTHORITY,namespaces=\"x\" KEY; cert-authority is not supported",
                "alice ssh-rsa AAAAB3NzaC1yc2E=; 'ssh-rsa' is not supported",
                "alice namespaces=plan KEY; needs a value in quotes",
                "alice namespaces=\"plan KEY; a quote is not closed",
                "alice namespaces=\"plan\\\" KEY; a quote is not closed",
                "alice namespaces=\"\" KEY; is empty",
                "alice namespaces=\"a\"\"b\" KEY; quotes in the wrong place",
                "alice namespaces=\"a\",namespaces=\"b\" KEY; given twice",
                "alice namespaces=\"a\", KEY; nothing follows the last comma",
                "alice restrict=\"x\" KEY; unknown option 'restrict'",
                "alice namespaces=\"a\",no-touch-required KEY; unknown option 'no-touch-required'",
                "alice valid-after=\"2026\" KEY; is not a time",
                "alice valid-after=\"20261301\" KEY; is not a time",
                "alice valid-after=\"20260230\" KEY; is not a time",
                "alice valid-before=\"20260101+02\" KEY; is not a time",
                "alice valid-after=\"20260102\",valid-before=\"20260101\" KEY; not after valid-after",
                "\"ali ce KEY; a quote is not closed",
                "a\"li\"ce KEY; quotes in the wrong place",
            })
    void a_line_that_is_not_understood_is_refused_with_its_number(String line, String why) {
        String text = "# one\n\nbob " + pub + "\n" + line.replace("KEY", pub) + "\n";
        assertThatThrownBy(() -> AllowedSigners.parse(text))
                .isInstanceOf(SshFormatException.class)
                .hasMessageStartingWith("line 4: ")
                .hasMessageContaining(why);
    }

    @Test
    void a_file_is_named_in_every_complaint() throws Exception {
        Path file = folder.resolve("allowed");
        assertThatThrownBy(() -> AllowedSigners.load(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> AllowedSigners.load(file))
                .isInstanceOf(SshFormatException.class)
                .hasMessageStartingWith(file + ": line 1: ");
    }

    @Test
    void a_line_we_write_grants_exactly_the_namespaces_named() {
        String line = AllowedSigners.line(GATEWAY, key.publicKey(), "receipt", "snapshot");
        assertThat(line).isEqualTo(GATEWAY + " namespaces=\"receipt,snapshot\" " + pub);
        assertThat(judge(line, GATEWAY)).isInstanceOf(Verdict.Valid.class);

        AllowedSigners plans = AllowedSigners.parse("").with(GATEWAY, key.publicKey(), "plan");
        assertThat(Signers.verify(plans, signature)).isInstanceOf(Verdict.WrongNamespace.class);
        assertThat(Signers.verify(plans.with(GATEWAY, key.publicKey()), signature))
                .isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob Smith", "#bob", "Bob Smith,bob@haios"})
    void principals_with_blanks_are_quoted(String principals) {
        String line = AllowedSigners.line(principals, key.publicKey());
        String first = principals.replaceFirst(",.*", "");
        assertThat(judge(line, first)).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\"b", "a b\\"})
    void principals_cannot_smuggle_in_options_or_lines(String principals) {
        assertThatThrownBy(() -> AllowedSigners.line(principals, key.publicKey()))
                .isInstanceOf(SshFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"", "a\\", "a,b", "a\n"})
    void namespaces_cannot_smuggle_in_options_or_lines(String namespace) {
        assertThatThrownBy(() -> AllowedSigners.line(GATEWAY, key.publicKey(), namespace))
                .isInstanceOf(SshFormatException.class);
    }

    @Test
    void enrolling_adds_a_line_once_and_keeps_what_was_there() throws Exception {
        Path file = folder.resolve("keys/allowed_signers");
        AllowedSigners.enrol(file, GATEWAY, key.publicKey(), "receipt");
        AllowedSigners.enrol(file, GATEWAY, key.publicKey(), "receipt");
        assertThat(Files.readString(file))
                .isEqualTo(AllowedSigners.line(GATEWAY, key.publicKey(), "receipt") + "\n");

        Files.writeString(file, "# no line end");
        AllowedSigners.enrol(file, GATEWAY, key.publicKey());
        assertThat(Files.readString(file))
                .isEqualTo("# no line end\n" + GATEWAY + " " + pub + "\n");
        assertThat(Signers.verify(AllowedSigners.load(file), signature))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void enrolling_from_many_threads_loses_no_line() throws Exception {
        Path file = folder.resolve("allowed_signers");
        List<Callable<Object>> enrolments =
                IntStream.range(0, 40)
                        .mapToObj(i -> "agent" + i)
                        .map(name -> enrolment(file, name))
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Object> done : threads.invokeAll(enrolments)) {
                done.get();
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(40).doesNotHaveDuplicates();
    }

    private Callable<Object> enrolment(Path file, String principal) {
        return Executors.callable(() -> AllowedSigners.enrol(file, principal, key.publicKey()));
    }
}
