// SPDX-License-Identifier: Apache-2.0
// Documents that no page may be harmed by: markup and scripts in what is quoted, and names in other scripts.
export const hostile = `Foreign relations of Ruritania

Kazakhstan and Azerbaijan established diplomatic relations on 27 August 1992 <img src=x onerror="window.harmed=1">.
President Nursultan Nazarbayev of Kazakhstan said, "<script>window.harmed = 1</script> <b>Trade</b> will grow & grow."
Kazakhstan has an embassy in Baku "'><svg onload=window.harmed=1>.
`;

export const scripts = `Kazakhstan, in its own words

Kazakhstan has an embassy in Cairo (القاهرة). Egypt has an embassy in Astana (Астана).
Kazakhstan and Egypt established diplomatic relations on 6 March 1992 (6 наурыз 1992).
`;
