package net.chingtech.ctos.provisioning.agent;

/** The agent's limits. */
@interface Config {

    /** How long one source may take to answer a question, in milliseconds. */
    int sourceDeadlineInMs() default 10_000;

    /** How long finding releases that fit together may take, in milliseconds. */
    int resolveLimitInMs() default 5_000;

    /** How long a version that stops may finish its calls, in milliseconds. */
    int drainPatienceInMs() default 10_000;

    /** How often running skills are asked how they are, in seconds. */
    int healthPeriodInSeconds() default 30;

    /** How many bytes of downloaded artifacts are kept, in MiB. */
    int cacheInMiB() default 256;
}
