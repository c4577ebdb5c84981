import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fileTypes } from './file-headers.ts';

const binary = (description: string) => ({
  description,
  content: Object.fromEntries(
    // The manifest is JSON, and read as such; everything else is bytes to whoever checks it.
    fileTypes.map((type) => [
      type,
      { schema: type === 'application/json' ? z.unknown() : z.string().meta({ format: 'binary' }) },
    ]),
  ),
});

/** What a download can answer when nothing is wrong. */
export const fileAnswers = {
  200: binary('The file'),
  206: binary('The bytes that the header Range asks for'),
  304: z.undefined().describe('The file has the tag that If-None-Match names'),
  416: z.undefined().describe('The file ends before the range begins'),
};

/** A name may lead through folders, so in an address it is the rest of the path; in the document that has a name. */
export const namedInTheDocument: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const named = JSON.parse(JSON.stringify(schema).replaceAll('"*"', '"name"'));
  return { schema: named, url: url.replace('*', ':name') };
};
