package dev.slipway.toolbox.rehearsal.tasks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The TCP connections of a process to other hosts, as Linux lists them (proc_pid_net(5), proc_pid_fd(5)): those that are open,
 * and those that are not answered yet.
 */
public final class OutgoingConnections {

    /** The other end of a connection. */
    public record Remote(InetAddress address, int port) {

        @Override
        public String toString() {
            var text = address.getHostAddress();
            return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
        }
    }

    private static final Path PROCESSES = Path.of("/proc");

    /** ESTABLISHED and SYN_SENT. */
    private static final Set<String> STATES = Set.of("01", "02");

    private static final Set<InetAddress> LOCALHOST =
            Set.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)\\]");
    private static final int WORD = 4;

    private OutgoingConnections() {}

    /** Whether this system lists them. */
    public static boolean areListed() {
        return Files.isReadable(PROCESSES.resolve("self/net/tcp"));
    }

    /** Its connections now, except for those to {@code localhost}, where the whole rehearsal is; none if the process has ended. */
    public static Set<Remote> of(long pid) {
        var process = PROCESSES.resolve(Long.toString(pid));
        var found = new HashSet<Remote>();
        try {
            var sockets = sockets(process.resolve("fd"));
            for (var table : List.of("net/tcp", "net/tcp6")) {
                for (var line : Files.readAllLines(process.resolve(table))) {
                    var fields = line.strip().split("\\s+", -1);
                    if (STATES.contains(fields[3]) && sockets.contains(fields[9])) {
                        var remote = remote(fields[2]);
                        if (!LOCALHOST.contains(remote.address())) {
                            found.add(remote);
                        }
                    }
                }
            }
        } catch (IOException e) {
            // The process has ended meanwhile.
            return Set.of();
        }
        return found;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        var inodes = new HashSet<String>();
        try (var all = Files.list(descriptors)) {
            for (var descriptor : all.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    var socket = SOCKET.matcher(target(descriptor));
                    if (socket.matches()) {
                        inodes.add(socket.group(1));
                    }
                }
            }
        }
        return inodes;
    }

    /** Descriptors may be closed while they are listed. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Addresses are words of four bytes, in the byte order of the machine. */
    static Remote remote(String field) throws UnknownHostException {
        var separator = field.indexOf(':');
        var bytes = HexFormat.of().parseHex(field.substring(0, separator));
        for (var word = 0; word < bytes.length; word += WORD) {
            for (var i = 0; i < WORD / 2; i++) {
                var first = bytes[word + i];
                bytes[word + i] = bytes[word + WORD - 1 - i];
                bytes[word + WORD - 1 - i] = first;
            }
        }
        // A mapped IPv4 address becomes an IPv4 address.
        return new Remote(InetAddress.getByAddress(bytes), Integer.parseInt(field.substring(separator + 1), 16));
    }
}
