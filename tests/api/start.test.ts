import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { claimFolder } from '../../db/lock.ts'
import { open } from '../../db/open.ts'
import { refuseFullDisk } from '../../db/room.ts'
import { settingsTable, tableInReadme } from '../../scripts/settings.ts'
import { readConfig, SETTINGS } from '../../server/config.ts'
import { probePort } from '../../server/listen.ts'
import { explainStart } from '../../server/start-errors.ts'

describe('settings', () => {
  test('have defaults that need nothing to be set', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      database: './data',
      databaseConnections: 10,
      embedded: true,
      dataDir: './data',
      secret: null,
      smtpUrl: null,
      mailFrom: 'Simbiozi <simbiozi@localhost>',
      mapStyleUrl: null,
      mapHosts: [],
      routingUrl: null,
      webhookNetworks: [],
      fillDemonstration: true,
      timeZone: 'Asia/Tbilisi',
      logLevel: null,
      publicUrl: null,
      trustProxy: false,
      metricsPort: null,
      rateLimit: 1200,
    })
  })

  test('are read from the environment; an empty one counts as unset', () => {
    const config = readConfig({
      PORT: ' 8080 ',
      HOST: '',
      DATABASE_URL: 'postgres://simbiozi:secret@db:5432/simbiozi',
      MAP_HOSTS: 'tiles.example.org , *.example.com',
      TRUST_PROXY: '10.0.0.0/8,::1',
      PUBLIC_URL: 'https://simbiozi.example.org/',
      LOG_LEVEL: 'debug',
      RATE_LIMIT: '0',
    })
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      database: 'postgres://simbiozi:secret@db:5432/simbiozi',
      embedded: false,
      mapHosts: ['tiles.example.org', '*.example.com'],
      trustProxy: ['10.0.0.0/8', '::1'],
      publicUrl: 'https://simbiozi.example.org',
      logLevel: 'debug',
      rateLimit: 0,
    })
  })

  test.each([
    [{}, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ DATABASE_URL: 'postgres://db/simbiozi' }, false],
    [{ HOST: '0.0.0.0', DEMO: '1' }, true],
    [{ DATABASE_URL: 'postgres://db/simbiozi', DEMO: '1' }, true],
    [{ DEMO: '0' }, false],
  ])('%j fills the demonstration region: %s', (env, expected) => {
    expect(readConfig(env).fillDemonstration).toBe(expected)
  })

  test.each([
    [{ PORT: '70000' }, 'PORT is "70000", but has to be a whole number from 0 to 65535.'],
    [{ PORT: '3000.5' }, 'PORT is "3000.5", but has to be a whole number from 0 to 65535.'],
    [{ PORT: 'http' }, 'PORT is "http", but has to be a whole number from 0 to 65535.'],
    [{ HOST: 'my host' }, 'HOST is "my host", but has to be a host name or an IP address.'],
    [{ DEMO: 'maybe' }, 'DEMO is "maybe", but has to be 0 or 1.'],
    [
      { DATABASE_URL: 'mysql://root:secret@db/x' },
      'DATABASE_URL is (not shown), but has to be an address of the form postgres://user:password@host:5432/database.',
    ],
    [
      { TIME_ZONE: 'Kakheti' },
      'TIME_ZONE is "Kakheti", but has to be a name of the IANA time zone database, for example Asia/Tbilisi.',
    ],
    [
      { MAP_STYLE_URL: 'javascript:alert(1)' },
      'MAP_STYLE_URL is "javascript:alert(1)", but has to be an address that begins with http:// or https://.',
    ],
    [
      { TRUST_PROXY: 'everybody' },
      'TRUST_PROXY is "everybody", but has to be 0, 1, or IP addresses (with or without /bits) separated by commas.',
    ],
  ])('%j stops the start with one line', (env, line) => {
    const failed = thrownBy(() => readConfig(env))
    expect(explainStart(failed, null)).toBe(line)
  })

  test('stand in the README exactly as they are read (npm run settings writes them there)', () => {
    expect(SETTINGS.length).toBeGreaterThan(10)
    expect(cells(tableInReadme() ?? '')).toEqual(cells(settingsTable()))
  })
})

describe('a start that cannot succeed says why in one line', () => {
  const config = readConfig({ DATABASE_URL: 'postgres://simbiozi:secret@127.0.0.1:1/simbiozi' })

  test('port taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const where = { ...config, port }
    const failed = await thrownLater(() => probePort(where))
    expect(explainStart(failed, where)).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or set PORT to another number.`,
    )
    other.close()
  })

  test('no server there', async () => {
    const failed = await thrownLater(() => open(config.database))
    expect(explainStart(failed, config)).toBe('No PostgreSQL server answers at 127.0.0.1:1 (DATABASE_URL).')
  })

  test('folder in use', () => {
    const folder = mkdtempSync(join(tmpdir(), 'simbiozi-'))
    const release = claimFolder(folder)
    const failed = thrownBy(() => claimFolder(folder))
    expect(explainStart(failed, readConfig({ DATA_DIR: folder }))).toBe(
      `The database in ${folder} is in use by process ${process.pid}. Stop it first, or set DATA_DIR to another folder.`,
    )
    release()
    rmSync(folder, { recursive: true })
  })

  test('a data folder that is a file', async () => {
    const folder = join(import.meta.dirname, 'start.test.ts')
    const failed = await thrownLater(() => open(folder))
    expect(explainStart(failed, readConfig({ DATA_DIR: folder }))).toBe(
      `The folder ${folder} cannot be written to. Set DATA_DIR to another folder.`,
    )
  })

  test('no room on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simbiozi-'))
    const line = (data: string, freeMiB: number) =>
      explainStart(
        thrownBy(() => refuseFullDisk(folder, join(folder, data), freeMiB * 1024 * 1024)),
        readConfig({ DATA_DIR: folder }),
      )
    expect(line('new', 191)).toBe(
      `The disk that holds ${folder} is full. Free 192 MiB, or set DATA_DIR to another folder.`,
    )
    expect(line('.', 47)).toBe(
      `The disk that holds ${folder} is full. Free 48 MiB, or set DATA_DIR to another folder.`,
    )
    expect(() => refuseFullDisk(folder, folder, 48 * 1024 * 1024)).not.toThrow()
    rmSync(folder, { recursive: true })
  })

  test('never with the password', () => {
    for (const code of ['28P01', '28000', '3D000', '0A000', '42501', 'ENOTFOUND', 'CONNECT_TIMEOUT']) {
      const line = explainStart(Object.assign(new Error('failed'), { code }), config)
      expect(line).toContain('127.0.0.1:1')
      expect(line).not.toContain('secret')
    }
  })

  test('what nobody foresaw is left to the stack trace', () => {
    expect(explainStart(new TypeError('x is not a function'), config)).toBeNull()
  })
})

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

async function thrownLater(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** The cells of a Markdown table without its ruler; formatting pads them. */
const cells = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('| ---') && !line.startsWith('|---'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
