// How much was sent within the last minute, where a backend takes but so many messages of one user.

const MINUTE_MS = 60_000

export class SendingRate {
  /** The oldest first, in milliseconds of a steady clock. */
  #sentAt: number[] = []

  note(at: number): void {
    this.#sentAt.push(at)
  }

  /** @param perMinute `null` where there is no limit */
  allows(at: number, perMinute: number | null): boolean {
    this.#sentAt = this.#sentAt.filter((sent) => at - sent < MINUTE_MS)
    return perMinute === null || this.#sentAt.length < perMinute
  }
}
