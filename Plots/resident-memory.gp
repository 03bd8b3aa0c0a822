# Redraw with: gnuplot resident-memory.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,480 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'resident_memory'; set output 'resident-memory.svg'
$panel1_1 << EOD
512 102764544 102764544 102764544
1024 121737216 121737216 121737216
2048 145387520 145387520 145387520
4096 197644288 197644288 197644288
8192 252096512 252096512 252096512
16384 352702464 352702464 352702464
32768 612691968 612691968 612691968
65536 1132728320 1132728320 1132728320
EOD
$panel1_2 << EOD
512 104370176 104370176 104370176
1024 105943040 105943040 105943040
2048 105771008 105771008 105771008
4096 105598976 105598976 105598976
8192 105492480 105492480 105492480
16384 105537536 105537536 105537536
32768 105537536 105537536 105537536
65536 105480192 105480192 105480192
131072 105480192 105480192 105480192
262144 105422848 105422848 105422848
524288 105422848 105422848 105422848
1048576 103686144 103686144 103686144
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 65,536 positions full attention occupies 10.7 times as much memory as RMT, measured}' at screen 0.01628,0.94683 left front font ',16' textcolor rgb '#222222'
set label '1 layer of opt-125m, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.90283 left front font ',11' textcolor rgb '#666666'
set label 'what the process held at most while a cell ran' at screen 0.01628,0.87258 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 2d563e0c7479' at screen 0.01628,0.84233 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.80067 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'measured' at screen 0.03721,0.80067 left front font ',11' textcolor rgb '#222222'

set lmargin at screen 0.08992
set rmargin at screen 0.85259
set tmargin at screen 0.72463
set bmargin at screen 0.07608
set logscale x 2
set xrange [382.68140765054426:2805837.4473748077]
set xtics ('' 512.0, '' 1024.0, '' 2048.0, '' 4096.0, '' 8192.0, '' 16384.0, '' 32768.0, '' 65536.0, '' 131072.0, '' 262144.0, '' 524288.0, '' 1048576.0, '' 2097152.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 2
set yrange [91144229.20412122:1277144041.8898487]
set ytics ('128 MiB' 134217728.0, '256 MiB' 268435456.0, '512 MiB' 536870912.0, '1 GiB' 1073741824.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'peak resident memory' at screen 0.08527,0.75171 left front font ',12.5' textcolor rgb '#222222'
set label 'positions' at screen 0.07365,0.04483 right front font ',11' textcolor rgb '#666666'
set label '512' at screen 0.11487,0.04483 center front font ',11' textcolor rgb '#222222'
set label '1Ki' at screen 0.17427,0.04483 center front font ',11' textcolor rgb '#222222'
set label '2Ki' at screen 0.23367,0.04483 center front font ',11' textcolor rgb '#222222'
set label '4Ki' at screen 0.29306,0.04483 center front font ',11' textcolor rgb '#222222'
set label '8Ki' at screen 0.35246,0.04483 center front font ',11' textcolor rgb '#222222'
set label '16Ki' at screen 0.41186,0.04483 center front font ',11' textcolor rgb '#222222'
set label '32Ki' at screen 0.47126,0.04483 center front font ',11' textcolor rgb '#222222'
set label '64Ki' at screen 0.53065,0.04483 center front font ',11' textcolor rgb '#222222'
set label '128Ki' at screen 0.59005,0.04483 center front font ',11' textcolor rgb '#222222'
set label '256Ki' at screen 0.64945,0.04483 center front font ',11' textcolor rgb '#222222'
set label '512Ki' at screen 0.70885,0.04483 center front font ',11' textcolor rgb '#222222'
set label '1Mi' at screen 0.76824,0.04483 center front font ',11' textcolor rgb '#222222'
set label '2Mi' at screen 0.82764,0.04483 center front font ',11' textcolor rgb '#222222'
set label 'full attention' at screen 0.54344,0.69515 left front font ',12.5' textcolor rgb '#0072B2'
set label 'RMT' at screen 0.78103,0.10776 left front font ',12.5' textcolor rgb '#D55E00'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
