// What the two Node clients share: each payload is parsed and counted for its user.
import { createInterface } from 'node:readline';

export async function drain(connect) {
  const [url, channel, count] = process.argv.slice(2);
  for await (const command of createInterface({ input: process.stdin })) {
    if (command === 'listen') {
      const users = new Map();
      let received = 0;
      let end;
      end = await connect(url, channel, (payload) => {
        const notification = JSON.parse(payload);
        users.set(notification.user_id, (users.get(notification.user_id) ?? 0) + 1);
        received += 1;
        if (received === Number(count)) {
          console.log('drained');
          end();
        }
      });
      console.log('listening');
    }
  }
}
