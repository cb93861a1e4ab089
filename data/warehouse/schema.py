"""Warehouse tables. The comment of each table states its grain: what one row is."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
)

# Raised whenever a change here makes warehouses that are already there unreadable.
SCHEMA_VERSION = "3"

metadata = MetaData()

MONEY = Numeric(18, 2)


def _provenance() -> list[Column[object]]:
    """The two columns that lead from any fact to its file and row."""
    return [
        Column("import_id", Integer, nullable=False, comment="the batch it came with"),
        Column("row_number", Integer, nullable=False, comment="row in the sender's own file"),
    ]


warehouse_info = Table(
    "warehouse_info",
    metadata,
    Column("info_key", String, primary_key=True),
    Column("info_value", String, nullable=False),
    comment="One row per fact about the warehouse itself, such as data_class, schema_version.",
)

dim_area = Table(
    "dim_area",
    metadata,
    Column("area_code", String, primary_key=True, comment="4 to 12 digits as text"),
    Column("area_name", String, nullable=False, comment="Chinese"),
    Column("area_name_en", String, comment="counties and the city only"),
    Column("area_level", String, nullable=False, comment="city, county, township, village"),
    Column("area_kind", String, nullable=False, comment="district, town, village, community …"),
    Column("parent_code", String),
    Column("township_code", String, comment="own code for a township, null above"),
    Column("county_code", String, comment="own code for a county, null for the city"),
    Column("lon", Double, comment="degrees, WGS84"),
    Column("lat", Double, comment="degrees, WGS84"),
    Column("position_kind", String, comment="schematic or surveyed; null without a position"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="null while valid"),
    Column("successor_code", String),
    Column("sort_order", Integer, nullable=False, comment="code order within the level"),
    comment="One row per place: the city, a county-level unit, a township or a village unit.",
)

dim_area_outline = Table(
    "dim_area_outline",
    metadata,
    Column("area_code", String, nullable=False),
    Column("is_schematic", Boolean, nullable=False, comment="false for one that was imported"),
    Column("outline_geojson", Text, nullable=False, comment="GeoJSON geometry, WGS84"),
    Column("outline_source", String, nullable=False),
    Column("outline_date", Date, comment="vintage, null where the source doesn't say"),
    comment=(
        "One row per area with a schematic outline and per area with an imported one, which "
        "goes before it."
    ),
)

dim_indicator = Table(
    "dim_indicator",
    metadata,
    Column("indicator_code", String, primary_key=True),
    Column("area_level", String, nullable=False, comment="level at which it is reported"),
    Column("measure", String, nullable=False, comment="cumulative, level, flow, event"),
    Column("aggregation", String, nullable=False, comment="sum, share, none"),
    Column("factor", Double, nullable=False, comment="100 for percentages, else 1"),
    Column("cycle", String, nullable=False, comment="month, quarter, half_year, year, event"),
    Column("area_group", String, nullable=False, comment="areas in which it is to be reported"),
    Column("component_of", String, comment="the indicator whose sum it is part of"),
    comment="One row per indicator: what the warehouse's own selects need of the catalogue.",
)

dim_cycle_month = Table(
    "dim_cycle_month",
    metadata,
    Column("cycle", String, nullable=False, comment="month, quarter, half_year, year, event"),
    Column("month", Date, nullable=False, comment="month end"),
    Column("last_period", Date, comment="newest period ended by then; null for events"),
    Column("due_on", Date, comment="last day for its return; null unless it ends this month"),
    comment="One row per reporting cycle and month, from the first to the last with data.",
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("file_name", String, nullable=False),
    Column("file_sha256", String, nullable=False),
    Column("form_code", String, nullable=False),
    Column("sending_office", String),
    Column("filled_in_by", String),
    Column("checked_by", String),
    Column("signed_off_by", String),
    Column("sent_on", Date, comment="date on the return"),
    Column("document_no", String),
    Column("return_state", String, comment="draft, sent, returned, accepted, locked"),
    Column("received_at", DateTime, nullable=False, comment="arrival; decides timeliness"),
    Column("rows_read", Integer, nullable=False),
    Column("rows_accepted", Integer, nullable=False),
    Column("rows_rejected", Integer, nullable=False),
    Column("batch_state", String, nullable=False, comment="complete, partial, withdrawn"),
    Column("data_class", String, nullable=False, comment="real or simulated"),
    comment="One row per imported file.",
)

import_issue = Table(
    "import_issue",
    metadata,
    Column("import_id", Integer, nullable=False),
    Column("row_number", Integer, comment="null for the file as a whole"),
    Column("column_name", String),
    Column("severity", String, nullable=False, comment="error (rejected) or warning"),
    Column("problem_code", String, nullable=False),
    comment="One row per problem found in an accepted file; never holds a cell's value.",
)

fct_observation = Table(
    "fct_observation",
    metadata,
    Column("area_code", String, nullable=False),
    Column("indicator_code", String, nullable=False),
    Column("period", Date, nullable=False, comment="last day the value covers"),
    Column("verification", String, nullable=False, comment="reported, checked, certified"),
    Column("obs_value", Double, comment="in the indicator's unit"),
    Column("numerator", Double, comment="for shares"),
    Column("denominator", Double, comment="for shares"),
    Column("obs_status", String(1), nullable=False, comment="SDMX: A normal, P provisional"),
    Column("document_no", String, comment="of a correction or adjustment"),
    Column("note", String),
    *_provenance(),
    comment=(
        "One row per area, indicator, period, verification and batch; the newest batch counts."
    ),
)

fct_target = Table(
    "fct_target",
    metadata,
    Column("area_code", String, nullable=False),
    Column("indicator_code", String, nullable=False),
    Column("target_version", String, nullable=False, comment="policy or adjusted"),
    Column("baseline_date", Date, nullable=False),
    Column("baseline_value", Double, nullable=False),
    Column("target_date", Date, nullable=False),
    Column("target_value", Double, nullable=False),
    Column("document_no", String),
    Column("approved_on", Date, comment="an adjusted target counts from here"),
    Column("approved_by", String),
    *_provenance(),
    comment="One row per area, indicator, target version and batch; the newest batch counts.",
)

fct_plan = Table(
    "fct_plan",
    metadata,
    Column("area_code", String, nullable=False),
    Column("indicator_code", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("planned_value", Double, nullable=False, comment="task of that year alone"),
    Column("document_no", String),
    *_provenance(),
    comment="One row per area, indicator, year and batch; the newest batch counts.",
)

fct_designation = Table(
    "fct_designation",
    metadata,
    Column("area_code", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("step", String, comment="step1 or step2; villages without one take their county's"),
    Column("poor_county", String, comment="national, provincial; null if not a poor county"),
    Column("is_poor_village", Boolean, nullable=False),
    Column("has_task", Boolean, nullable=False),
    Column("is_old_base_area", Boolean, nullable=False),
    Column("is_minority_village", Boolean, nullable=False),
    Column("agricultural_population", Integer, comment="registered, persons, at valid_from"),
    Column("document_no", String),
    *_provenance(),
    comment="One row per area, date from which its role holds, and batch.",
)

fct_household_year = Table(
    "fct_household_year",
    metadata,
    Column(
        "household_key", String, nullable=False, comment="keyed hash of the register's code"
    ),
    Column("year", Integer, nullable=False, comment="state at its end"),
    Column("area_code", String, nullable=False, comment="village"),
    Column("head_masked", String, comment="family name and asterisks"),
    Column("people", Integer, nullable=False),
    Column("attribute", String, comment="ordinary, minimum_allowance, specially_supported"),
    Column("register_status", String, nullable=False, comment="see forms.yml: households"),
    Column("main_cause", String),
    Column("other_causes", String, comment="comma-separated, two at most"),
    Column("is_minority", Boolean),
    Column("is_soldier_family", Boolean),
    Column("identified_on", Date),
    Column("exited_on", Date),
    Column("fell_back_on", Date),
    Column("fall_back_cause", String),
    Column("income_wage_cny", MONEY, comment="a household in the year"),
    Column("income_production_cny", MONEY),
    Column("income_property_cny", MONEY),
    Column("income_transfer_cny", MONEY),
    Column("production_cost_cny", MONEY),
    Column("net_income_per_head_cny", MONEY),
    Column("has_food_clothing", Boolean),
    Column("has_education", Boolean),
    Column("has_medical", Boolean),
    Column("has_safe_housing", Boolean),
    Column("has_safe_water", Boolean),
    Column("housing_grade", String, comment="A to D"),
    Column("has_skill", Boolean),
    Column("has_medical_insurance", Boolean),
    Column("helper_masked", String),
    Column("measures", String, comment="comma-separated: which of the five batches"),
    *_provenance(),
    comment="One row per registered household, year and batch; the newest batch counts.",
)

fct_village_year = Table(
    "fct_village_year",
    metadata,
    Column("area_code", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("households", Integer),
    Column("people", Integer),
    Column("poor_households", Integer),
    Column("poor_people", Integer),
    Column("poverty_incidence_rate", Double, comment="fraction"),
    Column("has_paved_road", Boolean),
    Column("has_bus", Boolean),
    Column("has_three_phase_power", Boolean),
    Column("has_safe_water", Boolean),
    Column("has_broadband", Boolean),
    Column("has_tv", Boolean),
    Column("has_clinic", Boolean),
    Column("has_doctor", Boolean),
    Column("has_culture_place", Boolean),
    Column("has_industry", Boolean),
    Column("collective_income_cny", MONEY),
    Column("cooperatives", Integer),
    Column("farmland_mu_per_head", Double),
    Column("straw_use_rate", Double, comment="fraction"),
    Column("has_resident_team", Boolean),
    Column("has_first_secretary", Boolean),
    *_provenance(),
    comment="One row per village, year and batch; the newest batch counts.",
)

fct_problem = Table(
    "fct_problem",
    metadata,
    Column("problem_code", String, nullable=False, comment="unique within the ledger"),
    Column("source", String, nullable=False, comment="see forms.yml: problems"),
    Column("found_on", Date, nullable=False, comment="fed back; hidden before"),
    Column("problem", Text, nullable=False),
    Column("area_code", String, nullable=False, comment="of any level; the city's own too"),
    Column("lead_office", String, comment="org unit of the city"),
    Column("responsible_office", String, comment="as written"),
    Column("measure", Text),
    Column("due_date", Date, nullable=False, comment="overdue follows from it"),
    Column("done_on", Date, comment="put right, waiting for the check"),
    Column("closed_on", Date),
    Column("evidence", Text, comment="never null once closed"),
    *_provenance(),
    comment="One row per problem fed back and batch; the newest batch counts.",
)

fct_evaluation = Table(
    "fct_evaluation",
    metadata,
    Column("area_code", String, nullable=False, comment="county"),
    Column("exit_year", Integer, nullable=False, comment="year whose exits are evaluated"),
    Column("surveyed_on", Date, nullable=False),
    Column("released_on", Date, comment="told by the province; hidden before and while null"),
    Column("evaluator", String, nullable=False),
    Column("exited_people_sampled", Integer, nullable=False),
    Column("wrong_exit_people", Integer, nullable=False, comment="of them"),
    Column("unregistered_people_surveyed", Integer, nullable=False),
    Column("missed_people", Integer, nullable=False, comment="of them"),
    Column("households_surveyed", Integer, nullable=False),
    Column("households_approving", Integer, nullable=False, comment="of them"),
    Column("registered_people_remaining", Integer, comment="still poor in the whole county"),
    Column("base_people", Integer, comment="agricultural registered population"),
    Column("document_no", String),
    *_provenance(),
    comment=(
        "One row per county, exit year, day of the survey and batch; the newest batch counts."
    ),
)

fct_notice = Table(
    "fct_notice",
    metadata,
    Column("area_code", String, comment="county; null for an office"),
    Column("org_unit_code", String, comment="office of the city; null for a county"),
    Column("rule", String, nullable=False, comment="see forms.yml: notices"),
    Column("year", Integer, nullable=False),
    Column("half", Integer, comment="1 or 2; null at the end of the year"),
    Column("told_on", Date, nullable=False, comment="hidden before"),
    Column("replied_on", Date),
    Column("reply", Text),
    Column("promise", Text),
    Column("decided_on", Date),
    Column("decision", String, comment="reminder, warning, talk … see forms.yml"),
    Column("document_no", String, comment="of the notice"),
    *_provenance(),
    comment=(
        "One row per county or office, rule, year, half-year and batch; the newest batch "
        "counts."
    ),
)

fct_deduction = Table(
    "fct_deduction",
    metadata,
    Column("area_code", String, nullable=False, comment="county"),
    Column("year", Integer, nullable=False, comment="assessment year"),
    Column("kind", String, nullable=False, comment="violation … bonus, see forms.yml"),
    Column("points", Double, nullable=False, comment="taken off; negative is added"),
    Column("reason", Text, nullable=False),
    Column("decided_on", Date, nullable=False, comment="hidden before"),
    Column("document_no", String, nullable=False),
    *_provenance(),
    comment=(
        "One row per county, assessment year, kind, document and batch; the newest batch "
        "counts."
    ),
)

fct_work = Table(
    "fct_work",
    metadata,
    Column("work_code", String, nullable=False, comment="unique in the city"),
    Column("period", Date, nullable=False, comment="month end the row speaks of"),
    Column("programme", String, nullable=False, comment="see works.yml"),
    Column("work_name", String, nullable=False),
    Column("area_code", String, nullable=False, comment="lowest area it serves, to the county"),
    Column("plan_year", Integer, nullable=False, comment="year of whose plan it is"),
    Column("quantity_planned", Double, nullable=False, comment="in the programme's unit"),
    Column("quantity_done", Double, comment="in the programme's unit"),
    Column("planned_start_on", Date),
    Column("started_on", Date, comment="null: not yet"),
    Column("planned_finish_on", Date, comment="late follows from it"),
    Column("finished_on", Date, comment="physically complete; null: not yet"),
    Column("accepted_on", Date, comment="null: not yet"),
    Column("is_preparing", Boolean, nullable=False, comment="preparatory work under way"),
    Column("late_reason", String, comment="see works.yml"),
    Column("budget_cny", MONEY),
    Column("paid_cny", MONEY, comment="by the period"),
    Column("disclosed_on", Date),
    Column("owner", String, comment="org unit of the city, else the office as written"),
    Column("people_served", Integer),
    Column("natural_villages", Integer, comment="natural villages (tun) served"),
    Column("photo_url", String, comment="https or relative"),
    *_provenance(),
    comment=(
        "One row per project, period and batch; the newest period by a day, of it the newest "
        "batch, counts."
    ),
)

fct_work_place = Table(
    "fct_work_place",
    metadata,
    Column("work_code", String, nullable=False),
    Column("geometry", Text, nullable=False, comment="WKT, WGS84: point, line or polygon"),
    Column("is_schematic", Boolean, nullable=False, comment="the position is made up"),
    *_provenance(),
    comment="One row per project that has a place and batch; the newest batch counts.",
)

fct_area_place = Table(
    "fct_area_place",
    metadata,
    Column("area_code", String, nullable=False),
    Column("place_kind", String, nullable=False, comment="outline or point"),
    Column("geometry", Text, nullable=False, comment="WKT, WGS84"),
    Column("place_source", String, comment="as the sender names it"),
    Column("surveyed_on", Date),
    *_provenance(),
    comment="One row per area, kind of place and batch; the newest batch counts.",
)

mart_area_indicator = Table(
    "mart_area_indicator",
    metadata,
    Column("indicator_code", String, nullable=False),
    Column("area_code", String, nullable=False, comment="at the indicator's own level"),
    comment="One row per indicator and area in which it is to be reported.",
)

mart_latest = Table(
    "mart_latest",
    metadata,
    Column("indicator_code", String, nullable=False),
    Column("verification", String, nullable=False),
    Column("area_code", String, nullable=False, comment="at the indicator's own level"),
    Column("period", Date, nullable=False),
    Column("next_period", Date, nullable=False, comment="first day it is no longer the latest"),
    Column(
        "counts_until",
        Date,
        nullable=False,
        comment="first day it no longer counts: next_period; for flows the next 1 January",
    ),
    Column("obs_value", Double),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("import_id", Integer, nullable=False),
    Column("row_number", Integer, nullable=False),
    comment=(
        "One row per indicator, verification, area and period: the current value; it is the "
        "latest on every day from period to before next_period."
    ),
)

mart_area_month = Table(
    "mart_area_month",
    metadata,
    Column("indicator_code", String, nullable=False),
    Column("area_level", String, nullable=False),
    Column("area_code", String, nullable=False),
    Column("month", Date, nullable=False, comment="month end"),
    Column("latest_period", Date, comment="newest period in the sum"),
    Column("reported_value", Double, comment="sum, or the share after adding; null if nothing"),
    Column("checked_value", Double),
    Column("certified_value", Double),
    Column("numerator", Double, comment="sum of the reported numerators"),
    Column("denominator", Double),
    Column(
        "expected_areas",
        BigInteger,
        nullable=False,
        comment="areas in which it is to be reported",
    ),
    Column("valued_areas", BigInteger, nullable=False, comment="of them with any value by now"),
    Column(
        "current_areas",
        BigInteger,
        nullable=False,
        comment="of them reported for the last period due",
    ),
    comment=(
        "One row per indicator, area from the city down to its own level (townships at the "
        "finest), and month."
    ),
)

mart_coverage = Table(
    "mart_coverage",
    metadata,
    Column("indicator_code", String, nullable=False),
    Column("county_code", String, comment="null for city-level indicators"),
    Column("period", Date, nullable=False),
    Column("due_on", Date, nullable=False, comment="last day on which a return is in time"),
    Column("due_areas", BigInteger, nullable=False),
    Column("reported_areas", BigInteger, nullable=False),
    Column("on_time_areas", BigInteger, nullable=False),
    comment="One row per indicator, county and period that ended after the baseline.",
)

mart_register_change = Table(
    "mart_register_change",
    metadata,
    Column("area_code", String, nullable=False, comment="village"),
    Column("year", Integer, nullable=False),
    Column(
        "status_before", String, comment="at the end of the year before; null if not registered"
    ),
    Column(
        "register_status", String, comment="at the end of the year; null if the row is missing"
    ),
    Column("households", BigInteger, nullable=False),
    Column("people_before", BigInteger, nullable=False),
    Column("people", BigInteger, nullable=False),
    Column(
        "people_increase", BigInteger, nullable=False, comment="sum of rises within households"
    ),
    Column(
        "people_decrease", BigInteger, nullable=False, comment="sum of falls within households"
    ),
    comment="One row per village, year, status before and status after.",
)
