// The four ways in which a step can end.
import type { Judgement } from '../../domain/examination'

export function ok(words: string): Judgement {
  return { outcome: 'ok', words, remedy: null }
}

export function notice(words: string, remedy: string | null = null): Judgement {
  return { outcome: 'notice', words, remedy }
}

export function failed(words: string, remedy: string): Judgement {
  return { outcome: 'failed', words, remedy }
}

export function skipped(words: string): Judgement {
  return { outcome: 'skipped', words, remedy: null }
}
