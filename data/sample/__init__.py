"""The simulated programme: files offices would have sent, invented at the city's real scale.

Codes and names of areas are real, and the totals of the policy hold exactly; every value is
invented. ``assumptions.yml`` holds the figures that were invented, docs/sample.md the reasons.
The main assumptions:

- Twelve of the eighteen county-level units have a task; the districts Daoli, Nangang, Daowai,
  Pingfang, Songbei and Xiangfang have none. Of the 163 poor villages Bayan has 48, Mulan 37,
  Yanshou 46; Yilan, Bin and Shangzhi 6, Tonghe and Wuchang 4, Acheng and Fangzheng 3 each.
- 201,087 people in about 84,000 households at the end of 2015: 161,898 in step 1 and 39,189,
  all of Yanshou, in step 2. More than half live outside the poor villages.
- Each autumn about 9 % of the people still poor are removed from the register and 3 % newly
  identified; exits are marked in November and December. Removed people are no exits, so step 1
  ends 2017 at about nine tenths of the document's figure with hardly anyone left poor.
- Bayan and Mulan apply at the end of 2017, are reviewed in March and approved in August 2018.
  Yanshou is behind every year and not ready at the end of 2018; Tonghe and Shangzhi are slow.
- One ledger of problems gives the monthly rate of closed ones. Bayan and Mulan are evaluated in
  spring 2018 and pass; who is behind at a half-year is told, replies and is reminded or warned.
- Works move from May to October. Certification lags by kind. A few returns are late, missing or
  corrected, and a few villages falsify (``planted.csv`` beside the warehouse).
- Roads, bridges, water, grid and houses are projects too, cut out of the same figures, so that
  both add up to one another by county and month.

How it is built: `world` is what is true, topics such as `poverty`, `works` and `coverage` turn
it into observation rows, `arrivals` and `corrections` into what is sent when, `returns` and
`papers` into sheets, `sheets` into bytes. `cutting` cuts the works into `projects` (topics
`roads`, `water_projects`, `grid_projects` and `house_projects`, their days in `course`), which
`work_sheets` sends. `files` writes them all; `command` imports them.
"""
