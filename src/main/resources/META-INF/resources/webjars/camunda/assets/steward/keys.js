// Keys of requests: what is sent again after a lost answer is done once.

export const token = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * The key for what is sent: the same as long as the same is sent, another one when it has been changed, as that is another request.
 * It goes on with the last that was kept, and tells each new one to be kept.
 */
export const keyed = (kept = {}, keep = () => {}) => {
  let last = kept;
  return content => {
    const now = JSON.stringify(content);
    if (now !== last.content) {
      last = { content: now, key: token() };
      keep(last);
    }
    return last.key;
  };
};
