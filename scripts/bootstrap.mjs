// The one file that runs on any Node >= 20: it installs what is missing, builds the web when its sources
// changed, and hands over to the pinned Node, which runs TypeScript as it is.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.21.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pinnedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

const [command, ...args] = process.argv.slice(2)
process.chdir(root)
install()
if (command === 'start') {
  buildWeb()
  handOver(['server/main.ts', ...args])
} else if (command === 'build') buildWeb()
else if (command === 'typecheck') checkTypes()
else if (command === 'test')
  handOver(['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', ...args])
else if (command === 'install') process.stdout.write('Installed.\n')
else handOver([command, ...args])

function install() {
  const stamp = join(root, 'node_modules/.simbiozi-installed')
  const wanted = fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'db/patches'])
  if (existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Installing the dependencies (once; about a minute) …\n')
  run(
    'npx',
    ['--yes', PNPM, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    root,
    2,
  )
  writeFileSync(stamp, wanted)
}

function buildWeb() {
  const stamp = join(root, 'web/build/.simbiozi-built')
  const wanted = fingerprint([
    'web/src',
    'web/messages',
    'web/project.inlang/settings.json',
    'web/static',
    'web/package.json',
    'web/vite.config.ts',
    'web/vite.base-map.ts',
    'web/vite.georgian.ts',
    'server/contract.ts',
    'server/contract',
    'pnpm-lock.yaml',
  ])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Building the web app …\n')
  run(
    pinnedNode,
    [join(root, 'web/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    join(root, 'web'),
    2,
    // Whoever starts it may be a test, and what is built for tests is what users get.
    { NODE_ENV: 'production' },
  )
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

function checkTypes() {
  // The pages' messages are compiled by their build.
  buildWeb()
  const inWeb = (file, ...rest) =>
    run(pinnedNode, [join(root, 'web/node_modules', file), ...rest], join(root, 'web'), 1)
  run(pinnedNode, ['node_modules/typescript/bin/tsc', '--project', '.'], root, 1)
  run(pinnedNode, ['node_modules/typescript/bin/tsc', '--project', 'tests/e2e'], root, 1)
  inWeb('@sveltejs/kit/svelte-kit.js', 'sync')
  inWeb('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'warning')
}

function handOver(argv) {
  const child = spawn(pinnedNode, argv, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

function run(file, argv, cwd, stdoutTo, settings = {}) {
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(file, argv, {
    cwd,
    stdio: ['inherit', stdoutTo, 'inherit'],
    shell,
    env: { ...process.env, ...settings },
  })
  if (error || status !== 0) {
    process.stderr.write(`${file} ${argv.join(' ')} failed${error ? `: ${error.message}` : ''}.\n`)
    process.exit(1)
  }
}

/** One hash over the files named and everything below the folders named; what does not exist counts as empty. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) for (const file of filesBelow(path)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { withFileTypes: true })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .filter((entry) => entry.name !== 'paraglide')
      .flatMap((entry) => filesBelow(join(path, entry.name)))
  } catch {
    return [path]
  }
}
