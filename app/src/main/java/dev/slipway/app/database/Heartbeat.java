package dev.slipway.app.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Asks the server every second whether it is there, on its own connection, so that a busy pool does not look like a lost server
 * and health checks cost the database nothing.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 2;

    private enum State {
        UNKNOWN,
        UP,
        LOST
    }

    private final DataSource source;
    private final Thread thread;
    private volatile State state = State.UNKNOWN;
    private volatile boolean reached;
    private volatile boolean closed;

    private Heartbeat(DataSource source) {
        this.source = source;
        this.thread = Thread.ofPlatform().daemon().name("database-heartbeat").unstarted(this::beat);
    }

    static Heartbeat start(DataSource source) {
        var heartbeat = new Heartbeat(source);
        heartbeat.thread.start();
        return heartbeat;
    }

    /** Whether the server answered the last time. */
    public boolean up() {
        return state == State.UP;
    }

    /** Whether the server did not answer the last time; false before the first time. */
    public boolean lost() {
        return state == State.LOST;
    }

    /** Whether the server has ever answered. */
    public boolean reached() {
        return reached;
    }

    private void beat() {
        while (!closed) {
            try (var connection = source.getConnection()) {
                while (!closed && connection.isValid(PATIENCE_SECONDS)) {
                    found();
                    pause();
                }
                if (!closed) {
                    miss("the connection broke");
                }
            } catch (SQLException e) {
                miss(e.getMessage());
                pause();
            }
        }
    }

    private void found() {
        if (state != State.UP) {
            LOG.log(Level.INFO, "the database answers");
        }
        reached = true;
        state = State.UP;
    }

    private void miss(String why) {
        if (state != State.LOST) {
            LOG.log(Level.WARNING, "the database is lost: " + why);
        }
        state = State.LOST;
    }

    private void pause() {
        try {
            Thread.sleep(PERIOD);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
