/** The token under which the store of jobs is injected. */
export const JOB_STORE = Symbol('job-store');
