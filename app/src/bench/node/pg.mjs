import pg from 'pg';
import { drain } from './drain.mjs';

await drain(async (url, channel, receive) => {
  const client = new pg.Client({ connectionString: url });
  client.on('notification', (message) => receive(message.payload));
  await client.connect();
  await client.query(`LISTEN "${channel}"`);
  return () => client.end();
});
