// The one measure of moments.

/** Milliseconds since 1970-01-01T00:00:00Z, on the clock of the backend that measured. */
export type EpochMs = number
