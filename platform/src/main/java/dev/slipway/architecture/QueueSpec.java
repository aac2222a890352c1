package dev.slipway.architecture;

/**
 * A queue of the environment, with a dead-letter queue. It exists if a service uses it, and each service that does finds its
 * URL in the variable {@code <NAME>_QUEUE_URL}.
 *
 * @param name lower-case letters, digits and hyphens; part of the queue's name
 * @param visibilityTimeout the seconds that a consumer has for a message before another one receives it, 1 to 43,200
 * @param attempts how often a message is received before it moves to the dead-letter queue, 1 to 1,000
 */
public record QueueSpec(String name, int visibilityTimeout, int attempts) {

    /** A queue of this name: consumers have 60 s for a message, and 5 attempts. */
    public static QueueSpec queue(String name) {
        return new QueueSpec(name, 60, 5);
    }

    /** A copy whose consumers have more or less time for a message. */
    public QueueSpec visibilityTimeout(int seconds) {
        return new QueueSpec(name, seconds, attempts);
    }

    /** A copy whose messages get more or fewer attempts. */
    public QueueSpec attempts(int number) {
        return new QueueSpec(name, visibilityTimeout, number);
    }

    /** The variable in which a service finds the queue's URL, such as {@code MAILS_QUEUE_URL}. */
    public String variable() {
        return ServiceSpec.upperCase(name) + "_QUEUE_URL";
    }
}
