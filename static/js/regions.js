// The region with this id as it is at `address`; "" where what answers is something else, such as a login page of the Wi-Fi.
export async function fetchRegion(id, address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  const text = await response.text();
  return response.ok && text.includes(`id="${id}"`) ? text : "";
}
