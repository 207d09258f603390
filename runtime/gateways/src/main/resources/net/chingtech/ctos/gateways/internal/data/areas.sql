-- The areas of the company's data, with sample rows. Written so that it can run again after it was cut off.
CREATE SCHEMA IF NOT EXISTS CRM;
CREATE SCHEMA IF NOT EXISTS SALES;
CREATE SCHEMA IF NOT EXISTS HR;

CREATE TABLE IF NOT EXISTS CRM.CUSTOMERS(
  ID VARCHAR(20) PRIMARY KEY, NAME VARCHAR(200) NOT NULL, CITY VARCHAR(100) NOT NULL,
  EMAIL VARCHAR(200) NOT NULL, SINCE DATE NOT NULL);
CREATE TABLE IF NOT EXISTS SALES.INVOICES(
  ID VARCHAR(20) PRIMARY KEY, CUSTOMER_ID VARCHAR(20) NOT NULL, ISSUED DATE NOT NULL, DUE DATE NOT NULL,
  VAT_RATE DECIMAL(5,4) NOT NULL, STATUS VARCHAR(10) NOT NULL CHECK (STATUS IN ('open', 'paid', 'overdue')));
CREATE TABLE IF NOT EXISTS SALES.INVOICE_LINES(
  INVOICE_ID VARCHAR(20) NOT NULL REFERENCES SALES.INVOICES(ID), LINE_NO INT NOT NULL,
  DESCRIPTION VARCHAR(300) NOT NULL, QUANTITY DECIMAL(12,3) NOT NULL, UNIT_PRICE DECIMAL(12,2) NOT NULL,
  PRIMARY KEY (INVOICE_ID, LINE_NO));
CREATE TABLE IF NOT EXISTS HR.EMPLOYEES(
  ID VARCHAR(20) PRIMARY KEY, NAME VARCHAR(200) NOT NULL, DEPARTMENT VARCHAR(100) NOT NULL,
  SALARY DECIMAL(12,2) NOT NULL);

MERGE INTO CRM.CUSTOMERS(ID, NAME, CITY, EMAIL, SINCE) VALUES
  ('C-001', 'Formosa Bicycle Works', 'Taichung', 'accounts@formosabicycle.example', DATE '2019-03-11'),
  ('C-002', 'Harbour Light Logistics', 'Kaohsiung', 'billing@harbourlight.example', DATE '2018-07-02'),
  ('C-003', 'Alishan Tea Cooperative', 'Chiayi', 'office@alishantea.example', DATE '2020-01-15'),
  ('C-004', 'Hsinchu Precision Optics', 'Hsinchu', 'finance@hsinchuoptics.example', DATE '2017-11-20'),
  ('C-005', 'Tamsui Ferry Company', 'New Taipei', 'ledger@tamsuiferry.example', DATE '2021-05-06'),
  ('C-006', 'Yilan Spring Brewery', 'Yilan', 'invoices@yilanbrewery.example', DATE '2022-09-30'),
  ('C-007', 'Tainan Heritage Press', 'Tainan', 'press@tainanheritage.example', DATE '2016-04-18'),
  ('C-008', 'Hualien Marble Studio', 'Hualien', 'studio@hualienmarble.example', DATE '2020-08-24'),
  ('C-009', 'Penghu Ocean Farms', 'Magong', 'desk@penghuocean.example', DATE '2023-02-13'),
  ('C-010', 'Taoyuan Air Catering', 'Taoyuan', 'payables@taoyuanair.example', DATE '2015-12-01'),
  ('C-011', 'Keelung Rain Gear', 'Keelung', 'orders@keelungrain.example', DATE '2021-10-08'),
  ('C-012', 'Nantou Bamboo Design', 'Nantou', 'hello@nantoubamboo.example', DATE '2024-03-22'),
  ('C-013', 'Pingtung Cacao House', 'Pingtung', 'cacao@pingtunghouse.example', DATE '2022-06-17'),
  ('C-014', 'Miaoli Strawberry Growers', 'Miaoli', 'growers@miaolifruit.example', DATE '2019-09-05');

MERGE INTO SALES.INVOICES(ID, CUSTOMER_ID, ISSUED, DUE, VAT_RATE, STATUS) VALUES
  ('INV-1001', 'C-001', DATE '2025-01-08', DATE '2025-02-07', 0.0500, 'paid'),
  ('INV-1002', 'C-004', DATE '2025-01-15', DATE '2025-02-14', 0.0500, 'paid'),
  ('INV-1003', 'C-002', DATE '2025-01-22', DATE '2025-02-21', 0.0000, 'paid'),
  ('INV-1004', 'C-003', DATE '2025-02-03', DATE '2025-03-05', 0.0500, 'paid'),
  ('INV-1005', 'C-007', DATE '2025-02-11', DATE '2025-03-13', 0.0500, 'overdue'),
  ('INV-1006', 'C-010', DATE '2025-02-19', DATE '2025-03-21', 0.0500, 'paid'),
  ('INV-1007', 'C-005', DATE '2025-03-04', DATE '2025-04-03', 0.0500, 'overdue'),
  ('INV-1008', 'C-006', DATE '2025-03-12', DATE '2025-04-11', 0.0500, 'open'),
  ('INV-1009', 'C-008', DATE '2025-03-20', DATE '2025-04-19', 0.0500, 'open'),
  ('INV-1010', 'C-001', DATE '2025-04-02', DATE '2025-05-02', 0.0500, 'open'),
  ('INV-1011', 'C-011', DATE '2025-04-10', DATE '2025-05-10', 0.0500, 'open'),
  ('INV-1012', 'C-012', DATE '2025-04-17', DATE '2025-05-17', 0.0500, 'open');

MERGE INTO SALES.INVOICE_LINES(INVOICE_ID, LINE_NO, DESCRIPTION, QUANTITY, UNIT_PRICE) VALUES
  ('INV-1001', 1, 'Workshop planning, days on site', 3.000, 12000.00),
  ('INV-1001', 2, 'Seat licences, yearly', 5.000, 2400.50),
  ('INV-1001', 3, 'Travel Taipei to Taichung', 1.000, 1850.40),
  ('INV-1002', 1, 'Calibration software, site licence', 1.000, 86000.00),
  ('INV-1002', 2, 'Integration, hours', 14.500, 1600.00),
  ('INV-1003', 1, 'Container tracking, months', 12.000, 5400.00),
  ('INV-1004', 1, 'Web shop, fixed price', 1.000, 64000.00),
  ('INV-1004', 2, 'Photographs of tea gardens', 18.000, 450.00),
  ('INV-1005', 1, 'Archive scanning, pages', 12450.000, 2.35),
  ('INV-1006', 1, 'Menu planning module', 1.000, 42000.00),
  ('INV-1006', 2, 'Training, half days', 3.000, 7500.00),
  ('INV-1006', 3, 'Support, months', 6.000, 3250.00),
  ('INV-1007', 1, 'Timetable displays', 4.000, 15990.00),
  ('INV-1008', 1, 'Brewery stock control, months', 12.000, 2980.00),
  ('INV-1008', 2, 'Label printer', 1.000, 10450.75),
  ('INV-1009', 1, 'Showroom catalogue, fixed price', 1.000, 38500.00),
  ('INV-1010', 1, 'Seat licences, yearly', 2.000, 2400.50),
  ('INV-1010', 2, 'Report design, hours', 6.250, 1480.00),
  ('INV-1011', 1, 'Stock interface, hours', 22.000, 1600.00),
  ('INV-1012', 1, 'Product pages', 35.000, 620.00),
  ('INV-1012', 2, 'Hosting, months', 12.000, 399.00);

MERGE INTO HR.EMPLOYEES(ID, NAME, DEPARTMENT, SALARY) VALUES
  ('E-01', 'Lin Yi-chun', 'Engineering', 98000.00),
  ('E-02', 'Chen Po-han', 'Engineering', 91500.00),
  ('E-03', 'Wang Mei-ling', 'Finance', 84000.00),
  ('E-04', 'Huang Chia-wei', 'Sales', 72500.00),
  ('E-05', 'Tsai Hsin-yi', 'Sales', 69800.00),
  ('E-06', 'Wu Cheng-en', 'Operations', 64250.50);

CREATE ROLE IF NOT EXISTS CRM_READ;
CREATE ROLE IF NOT EXISTS CRM_WRITE;
CREATE ROLE IF NOT EXISTS SALES_READ;
CREATE ROLE IF NOT EXISTS SALES_WRITE;
CREATE ROLE IF NOT EXISTS HR_READ;
CREATE ROLE IF NOT EXISTS HR_WRITE;
GRANT SELECT ON SCHEMA CRM TO CRM_READ;
GRANT SELECT ON SCHEMA SALES TO SALES_READ;
GRANT SELECT ON SCHEMA HR TO HR_READ;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA CRM TO CRM_WRITE;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA SALES TO SALES_WRITE;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA HR TO HR_WRITE;
