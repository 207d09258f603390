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

    /** How often the sources are asked what was revoked, in seconds; at least 10. */
    int revocationPeriodInSeconds() default 3_600;

    /** Whether updates come by themselves at all, as far as the policies let them. */
    boolean silentUpdates() default true;

    /** How many bytes of downloaded artifacts are kept, in MiB. */
    int cacheInMiB() default 256;

    /** How long one call waits at most while its skill is exchanged, in milliseconds; at least 1000. */
    int callersWaitInMs() default 30_000;

    /** How long a new version is watched once it was committed, in seconds. */
    int probationInSeconds() default 60;

    /** How long the migration services of a release may take, in seconds. */
    int migrationInSeconds() default 60;

    /** How long after the first question a new version is asked again how it is, in milliseconds. */
    int graceInMs() default 300;
}
