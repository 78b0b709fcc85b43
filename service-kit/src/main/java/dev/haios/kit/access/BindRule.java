package dev.haios.kit.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses to start on an address that others can reach while nothing asks them who they are. */
final class BindRule {

    private BindRule() {}

    static void check(String address, boolean hasTokens, boolean trustNetwork) {
        if (hasTokens || trustNetwork || isLoopback(address)) {
            return;
        }
        throw new IllegalStateException(
                "Refusing to listen on "
                        + address
                        + " without tokens: set HAIOS_TOKENS_FILE, or HAIOS_TRUST_NETWORK=true "
                        + "if that network is private, or HAIOS_BIND=127.0.0.1.");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "HAIOS_BIND names no address of this machine: " + address, e);
        }
    }
}
