// What an answer tells, to be compared with a later one: values, states and messages, with their times.
import type { Update } from '../../domain/updates'

export function toldBy(updates: readonly Update[]): string {
  return JSON.stringify(updates.flatMap(told))
}

function told(update: Update): unknown[] {
  switch (update.kind) {
    case 'readings':
    case 'components':
      return [update]
    case 'messages':
      return [update.messages]
    // When a job runs next changes without anything having happened.
    case 'jobs':
      return [update.jobs.map(({ id, state }) => [id, state])]
    default:
      return []
  }
}
