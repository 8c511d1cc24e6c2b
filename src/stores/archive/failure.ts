// Why history cannot be kept in this browser, told apart by what there is to say and to do about it.

/**
 * `missing`: the browser has no such storage; `refused`: it has, but not for this page; `full`: no room;
 * `newer`: a later Watchdeck wrote there; `held`: another tab wants it for itself; `failed`: anything else.
 */
export type ArchiveFailure = 'missing' | 'refused' | 'full' | 'newer' | 'held' | 'failed'

export function failureOf(error: unknown): ArchiveFailure {
  if (!(error instanceof Error || error instanceof DOMException)) return 'failed'
  switch (error.name) {
    case 'NotFoundError':
      return 'missing'
    case 'QuotaExceededError':
      return 'full'
    case 'VersionError':
      return 'newer'
    case 'SecurityError':
    case 'NotAllowedError':
      return 'refused'
    // A private window of some browsers: there is an IndexedDB, but it opens nothing.
    case 'InvalidStateError':
      return 'refused'
    default:
      return 'failed'
  }
}
