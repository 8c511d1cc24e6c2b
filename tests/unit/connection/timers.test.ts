import { describe, expect, it } from 'vitest'
import { Timers } from '../../../src/connection/timers'
import { FakeClock } from '../fake-clock'

describe('the timers of one owner', () => {
  it('C6: run once each, and leave nothing behind', () => {
    const clock = new FakeClock()
    const timers = new Timers<'a' | 'b'>(clock)
    const ran: string[] = []
    timers.start('a', 10, () => ran.push('a'))
    timers.start('b', 5, () => ran.push('b'))
    clock.advance(4)
    expect(ran).toEqual([])
    clock.advance(100)
    expect(ran).toEqual(['b', 'a'])
    expect([timers.size, clock.running]).toEqual([0, 0])
  })

  it('C6: starting one anew replaces it', () => {
    const clock = new FakeClock()
    const timers = new Timers<'a'>(clock)
    const ran: string[] = []
    timers.start('a', 10, () => ran.push('first'))
    timers.start('a', 20, () => ran.push('second'))
    expect(clock.running).toBe(1)
    clock.advance(100)
    expect(ran).toEqual(['second'])
  })

  it('C6: stopping one, or all, takes them back', () => {
    const clock = new FakeClock()
    const timers = new Timers<'a' | 'b' | 'c'>(clock)
    const ran: string[] = []
    for (const name of ['a', 'b', 'c'] as const) timers.start(name, 10, () => ran.push(name))
    timers.stop('b')
    expect([timers.isRunning('a'), timers.isRunning('b')]).toEqual([true, false])
    timers.stopAll()
    clock.advance(100)
    expect([ran, timers.size, clock.running]).toEqual([[], 0, 0])
  })

  it('a timer may start itself again', () => {
    const clock = new FakeClock()
    const timers = new Timers<'beat'>(clock)
    let beats = 0
    const beat = (): void => {
      beats++
      timers.start('beat', 10, beat)
    }
    beat()
    clock.advance(35)
    expect([beats, timers.size]).toEqual([4, 1])
  })
})
