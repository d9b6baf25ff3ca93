// The columns of a drawing: days and meetings, or years or decades where those would be too many.
//
// A column is {key, title, note}; keys order the columns: ISO dates, "" for what has no known date
// before all, and "~" for what is undated though it was read, after all.

const NOT_READ = { key: "", title: "Cited, not read", note: "date not known" };
const UNDATED = { key: "~", title: "Undated", note: "" };

const meetingColumn = (meeting) => ({
  key: meeting.date,
  title: meeting.days,
  note: `Meeting${meeting.place ? `, ${meeting.place}` : ""}`,
});

const dateColumn = (whole) =>
  whole.date ? { key: whole.date, title: whole.days, note: "Date of the document" } : UNDATED;

const COARSER = [
  (date) => ({ key: date.slice(0, 4), title: date.slice(0, 4), note: "" }),
  (date) => ({ key: date.slice(0, 3), title: `${date.slice(0, 3)}0s`, note: "" }),
];

// Gives boxes in more than so many columns coarser ones; says whether it did.
function gathered(boxes, most) {
  const dated = boxes.filter(({ column }) => /^\d/.test(column.key));
  const dates = new Map(dated.map((box) => [box, box.column.key]));
  const count = () => new Set(dated.map((box) => box.column.key)).size;
  if (count() <= most) return false;
  for (const coarser of COARSER) {
    for (const box of dated) box.column = coarser(dates.get(box));
    if (count() <= most) break;
  }
  return true;
}
