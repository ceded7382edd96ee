import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifySerializerCompiler } from 'fastify'

type Compile = FastifySerializerCompiler<unknown>
type Serialize = ReturnType<Compile>

const compile = SerializerSelector()({}, {}) as Compile
const known = new Map<string, Serialize>()

/**
 * Compiles the shape of an answer, each once: every route declares the same problems, and compiling them anew for each
 * took most of a start.
 */
export const serializerCompiler: Compile = (route) => {
  const key = JSON.stringify(route.schema)
  let serialize = known.get(key)
  if (!serialize) known.set(key, (serialize = compile(route)))
  return serialize
}
