package dev.steward.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that misbehaves once for each manner it is given, and keeps the Message-ID of all that it took. */
final class RudeMailServer implements AutoCloseable {

    enum Manner {
        /** Takes the message and breaks off without saying so. */
        DROPS_BEFORE_250,
        /** Takes the message, says so and breaks off. */
        DROPS_AFTER_250,
        /** Breaks off before the message. */
        DROPS_BEFORE_DATA,
        /** Says nothing until the client gives up. */
        STAYS_SILENT,
        /** Says that there is no such person. */
        KNOWS_NOBODY,
        /** Says that it is busy. */
        IS_BUSY
    }

    final List<String> taken = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Manner> manners = new ConcurrentLinkedDeque<>();
    private final ServerSocket socket;

    RudeMailServer(Manner... manners) throws IOException {
        this.manners.addAll(List.of(manners));
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::serve, "rude-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client, manners.poll());
            } catch (IOException ended) {
                // the client or the test is done
            }
        }
    }

    private void converse(Socket client, Manner manner) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 rude");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT") && manner == Manner.KNOWS_NOBODY) {
                say(out, "550 5.1.1 <wang@example.org>: no such person");
            } else if (line.startsWith("RCPT") && manner == Manner.IS_BUSY) {
                say(out, "451 4.3.0 <wang@example.org>: later");
            } else if (line.startsWith("MAIL") && manner == Manner.DROPS_BEFORE_DATA) {
                return;
            } else if (line.startsWith("MAIL") && manner == Manner.STAYS_SILENT) {
                while (in.readLine() != null) {
                    // until the client hangs up
                }
                return;
            } else if (line.equals("DATA")) {
                say(out, "354 go on");
                String id = null;
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    if (id == null && text.startsWith("Message-ID:")) {
                        id = text.substring("Message-ID:".length()).strip();
                    }
                }
                taken.add(id);
                if (manner == Manner.DROPS_BEFORE_250) {
                    return;
                }
                say(out, "250 taken");
                if (manner == Manner.DROPS_AFTER_250) {
                    return;
                }
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 fine");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
