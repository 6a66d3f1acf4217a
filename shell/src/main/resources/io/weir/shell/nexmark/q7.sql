-- SPDX-License-Identifier: Apache-2.0
-- The highest bids of every ten seconds.
SELECT B.auction, B.price, B.bidder, B.dateTime, B.extra
FROM bid B
JOIN (
  SELECT MAX(price) AS maxprice, window_end AS dateTime
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end
) M
ON B.price = M.maxprice
WHERE B.dateTime BETWEEN M.dateTime - INTERVAL '10' SECOND AND M.dateTime;
