// Keys of requests: what is sent again after a lost answer is done once.

export const token = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/** The key for what is sent: the same as long as the same is sent, another one when it has been changed, as that is another request. */
export const keyed = () => {
  let key;
  let last;
  return content => {
    const now = JSON.stringify(content);
    if (now !== last) {
      key = token();
      last = now;
    }
    return key;
  };
};
