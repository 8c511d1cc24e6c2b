import { describe, expect, test } from 'vitest'
import { outcomeWords, isWorthShowing } from '../../../src/components/commands/command-words'
import type { SentCommand } from '../../../src/stores/commands'

describe('the words for a command', () => {
  const sent = (more: Partial<SentCommand>): SentCommand => ({
    number: 1,
    source: 'center',
    command: { id: 'stop', label: 'Stop', target: 'component' },
    target: { id: 'storage', name: 'Storage Engine' },
    value: null,
    who: null,
    sentAt: 0,
    status: 'sent',
    text: '',
    answeredAt: null,
    ...more,
  })

  test('sent, done, refused and unanswered read differently, each with its age', () => {
    expect(outcomeWords(sent({}), 2_000)).toBe('Sent “Stop” 2 s ago')
    for (const text of ['', 'Done.']) {
      expect(outcomeWords(sent({ status: 'done', answeredAt: 1_000, text }), 4_000)).toBe(
        'Done: Stop, 3 s ago',
      )
    }
    expect(outcomeWords(sent({ status: 'done', answeredAt: 1_000, text: 'It is now stopped.' }), 4_000)).toBe(
      'Done: Stop, 3 s ago. It is now stopped.',
    )
    expect(outcomeWords(sent({ status: 'refused', answeredAt: 1_000, text: 'Not now.' }), 4_000)).toBe(
      'Refused: Stop, 3 s ago. Not now.',
    )
    expect(outcomeWords(sent({ status: 'unanswered', answeredAt: 1_000 }), 4_000)).toBe(
      'No answer to “Stop”, 3 s ago; whether it was done is not known.',
    )
  })

  test('what was done goes after 30 s, what was not stays to be read, what is under way stays until it is answered', () => {
    const after = 31_000
    expect(isWorthShowing(sent({ status: 'done', answeredAt: 0 }), after)).toBe(false)
    expect(isWorthShowing(sent({ status: 'refused', answeredAt: 0 }), after)).toBe(true)
    expect(isWorthShowing(sent({ status: 'unanswered', answeredAt: 0 }), after)).toBe(true)
    expect(isWorthShowing(sent({ status: 'unanswered', answeredAt: 0 }), 11 * 60_000)).toBe(false)
    expect(isWorthShowing(sent({}), 11 * 60_000)).toBe(true)
  })
})
