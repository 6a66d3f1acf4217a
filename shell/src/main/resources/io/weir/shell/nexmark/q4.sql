-- SPDX-License-Identifier: Apache-2.0
-- The average of the highest bids on the auctions of each category.
SELECT Q.category, AVG(Q.final) AS average
FROM (
  SELECT A.category, MAX(B.price) AS final
  FROM auction A, bid B
  WHERE A.id = B.auction AND B.dateTime BETWEEN A.dateTime AND A.expires
  GROUP BY A.id, A.category
) Q
GROUP BY Q.category;
